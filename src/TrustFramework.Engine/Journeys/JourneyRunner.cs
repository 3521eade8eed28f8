using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Profiles;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>Executes user journeys. An execution runs until a page waits for an answer, a token can be issued, or it fails.</summary>
public sealed class JourneyRunner(JourneyContext context)
{
    /// <summary>How many steps a journey executes or skips, and how many answers it takes, together: sub-journeys can call each other without end.</summary>
    public const int MaxSteps = 500;

    private const string StateMessage = "We are having trouble loading your current state. You might want to try starting your session over from the beginning.";
    private const string RetryLimitMessage = "User has exceeded the maximum number for retries for a self-asserted step.";
    private const string CancelledMessage = "The user has cancelled entering self-asserted information.";
    private const string ForgottenMessage = "The user has forgotten their password.";

    /// <summary>Starts a user journey.</summary>
    /// <param name="journeyId">Null for the default journey of the relying party.</param>
    public ValueTask<JourneyExecution> StartAsync(JourneyRequest request, string? journeyId = null)
    {
        var run = new Run(context, request, []);
        var node = journeyId is null ? context.Policy.Reachable.DefaultJourney?.Node : context.Policy.UserJourneys.Find(journeyId);
        var execution = new JourneyExecution { Request = request };
        if (node is null)
        {
            return new ValueTask<JourneyExecution>(run.Finish(run.Steps.Fail(execution, new JourneyError.Failed(
                "AADB2C90031",
                $"Policy '{context.Policy.PolicyId}' does not specify a default user journey. Ensure that the policy or it's parents specify a default user journey as part of a relying party section."))));
        }

        var journey = context.Policy.GetJourney(node);
        run.Trace.Add(TraceKind.Journey, journey.Id, context.Policy.PolicyId);
        return ContinueAsync(run, execution with
        {
            Claims = GetBearerClaims(journey, request),
            Positions = [new JourneyPosition(journey.Id, IsSubJourney: false, NextOrder: int.MinValue)],
        });
    }

    /// <summary>Answers the page that an execution waits at. An answer that the page refuses leaves the execution at the page, with a message.</summary>
    /// <exception cref="InvalidOperationException">The execution does not wait.</exception>
    public async ValueTask<JourneyExecution> AnswerAsync(JourneyExecution execution, JourneyAnswer answer)
    {
        var run = new Run(context, execution.Request, execution.Trace);
        if (FindPage(execution) is not var (page, step, next))
            return run.Finish(run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90046", StateMessage)));
        run.Trace.StepOrder = step.Number;
        if (execution.StepCount >= MaxSteps)
            return run.Finish(run.Steps.Fail(execution, TooManySteps));
        execution = execution with { StepCount = execution.StepCount + 1 };
        foreach (var (_, value) in answer.Claims.Where(claim => SecretClaims.Contains(context.Policy, claim.Key)))
            run.Trace.Hide(value);
        run.Trace.Add(TraceKind.Answer, page.TechnicalProfileId ?? step.Type, answer.Link ?? answer.Exchange, [.. answer.Claims.Select(claim => run.Trace.Describe(claim.Key, new ClaimValue.TextValue(claim.Value)))], []);
        var choices = IsSelection(step) ? new StepChoices(context.Policy, step, next, execution.Claims) : null;
        if (answer.Link is { } link)
            return await ContinueAsync(run, FollowLink(run, execution, step, choices, link));
        if (answer.Exchange is { } exchange)
        {
            return choices?.Targets.Any(target => target.ExchangeId.Equals(exchange, StringComparison.OrdinalIgnoreCase)) == true
                ? await ContinueAsync(run, StepRunner.MoveOn(execution, step, exchange))
                : run.Finish(Refuse(run, execution, page, new JourneyError.Refused("AADB2C90051", "No suitable claims providers were found.")));
        }

        if (context.Policy.FindTechnicalProfile(page.TechnicalProfileId) is not { } profile)
            return run.Finish(Refuse(run, execution, page, new JourneyError.Refused("AADB2C90051", "No suitable claims providers were found.")));
        var selfAsserted = new SelfAssertedProfile(context.Policy, profile, StepRunner.IsCombined(step));
        var submission = new PageSubmission(context, execution.Request, run.Profiles, run.Trace);
        var submitted = await submission.SubmitAsync(selfAsserted, execution.Claims, answer.Claims, GetContentDefinition(step, selfAsserted));
        if (submitted.TryGetValue(out var claims, out var error))
            return await ContinueAsync(run, StepRunner.MoveOn(run.Session.Store(profile, execution with { Claims = claims }), step));
        if (error is not JourneyError.Refused refused)
            return run.Finish(run.Steps.Fail(execution, error));
        return run.Finish(selfAsserted.RetryLimit is { } limit && page.Failures + 1 > limit
            ? run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90157", RetryLimitMessage))
            : Refuse(run, execution, page, refused));
    }

    /// <summary>Describes the page that an execution waits at; null if the policy has changed and no longer has the page.</summary>
    /// <exception cref="InvalidOperationException">The execution does not wait.</exception>
    public JourneyStop? FindStop(JourneyExecution execution)
    {
        if (FindPage(execution) is not var (page, step, next))
            return null;
        var builder = new PageBuilder(context, execution.Request);
        if (IsSelection(step))
            return builder.CreateSelection(step, new StepChoices(context.Policy, step, next, execution.Claims), page, execution.Claims);
        return builder.CreateSelfAsserted(new SelfAssertedProfile(context.Policy, context.Policy.FindTechnicalProfile(page.TechnicalProfileId)!, isCombined: false), page, execution.Claims);
    }

    /// <summary>The claims of the bearer token that the journey's authorization profile lists.</summary>
    private ClaimsBag GetBearerClaims(Journey journey, JourneyRequest request) =>
        request.BearerClaims is { } claims && context.Policy.FindTechnicalProfile(journey.AuthorizationProfileId) is { } profile
            ? ClaimSelection.AddOutput(profile, ClaimsBag.Empty, claims, context, request)
            : ClaimsBag.Empty;

    private async ValueTask<JourneyExecution> ContinueAsync(Run run, JourneyExecution execution)
    {
        while (execution is { IsEnded: false, Page: null })
        {
            var position = execution.Positions[0];
            if (FindJourney(position) is not { } journey)
                return run.Finish(run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90046", StateMessage)));
            var step = journey.Steps.FirstOrDefault(candidate => candidate.Number >= position.NextOrder);
            run.Trace.StepOrder = step?.Number;
            if (step is null)
                execution = Leave(run, execution, journey);
            else if (execution.StepCount >= MaxSteps)
                execution = run.Steps.Fail(execution, TooManySteps);
            else
                execution = await run.Steps.RunAsync(execution with { StepCount = execution.StepCount + 1 }, journey, step, FindNext(journey, step));
        }

        return run.Finish(execution);
    }

    /// <summary>Returns to the caller of a sub-journey. A user journey that ends without sending claims fails.</summary>
    private static JourneyExecution Leave(Run run, JourneyExecution execution, Journey journey) => execution.Positions is [{ IsSubJourney: true, IsTransfer: false }, ..]
        ? execution with { Positions = execution.Positions.RemoveAt(0) }
        : run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90040", $"User journey '{journey.Id}' does not contain a send claims step."));

    private static JourneyExecution FollowLink(Run run, JourneyExecution execution, OrchestrationStep step, StepChoices? choices, string link) => link switch
    {
        JourneyStop.CancelLink when choices is null => run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90091", CancelledMessage)),
        JourneyStop.SignUpLink when choices?.SignUpExchange is { } exchange => StepRunner.MoveOn(execution, step, exchange),
        JourneyStop.ForgotPasswordLink when choices?.ForgotPasswordExchange is { } exchange => StepRunner.MoveOn(execution, step, exchange),
        JourneyStop.ForgotPasswordLink when choices is { HasForgotPasswordLink: true } => run.Steps.Fail(execution, new JourneyError.Failed("AADB2C90118", ForgottenMessage)),
        _ => Refuse(run, execution, execution.Page!, new JourneyError.Refused("AADB2C90158", $"The page has no link '{link}'.")),
    };

    private static JourneyExecution Refuse(Run run, JourneyExecution execution, PendingPage page, JourneyError.Refused refused)
    {
        run.Trace.Add(TraceKind.Error, refused.Code, refused.Message);
        return execution with { Page = page with { Message = refused.Message, Failures = page.Failures + 1 } };
    }

    private (PendingPage Page, OrchestrationStep Step, OrchestrationStep? Next)? FindPage(JourneyExecution execution)
    {
        if (execution is not { IsEnded: false, Page: { } page })
            throw new InvalidOperationException("The execution does not wait at a page.");
        return FindJourney(execution.Positions[0]) is { } journey
            && journey.Steps.FirstOrDefault(candidate => candidate.Number == page.StepOrder) is { } step
            && (page.TechnicalProfileId is null || context.Policy.FindTechnicalProfile(page.TechnicalProfileId) is not null)
                ? (page, step, FindNext(journey, step))
                : null;
    }

    private Journey? FindJourney(JourneyPosition position) =>
        (position.IsSubJourney ? context.Policy.SubJourneys : context.Policy.UserJourneys).Find(position.JourneyId) is { } node ? context.Policy.GetJourney(node) : null;

    private static OrchestrationStep? FindNext(Journey journey, OrchestrationStep step) => journey.Steps.FirstOrDefault(candidate => candidate.Number > step.Number);

    private static JourneyError.Failed TooManySteps => JourneyError.General($"The journey has more than {MaxSteps} steps and answers.");

    private static bool IsSelection(OrchestrationStep step) => step.Type is "CombinedSignInAndSignUp" or "ClaimsProviderSelection";

    private static string? GetContentDefinition(OrchestrationStep step, SelfAssertedProfile page) => IsSelection(step) ? step.ContentDefinitionId : page.ContentDefinitionId;

    /// <summary>The parts that work together in one call.</summary>
    private sealed class Run
    {
        public Run(JourneyContext context, JourneyRequest request, System.Collections.Immutable.ImmutableList<TraceEntry> trace)
        {
            Trace = new TraceRecorder(context.Policy, context.Now, trace);
            foreach (var (_, value) in request.Parameters.Where(parameter => JourneyRequest.IsSecret(parameter.Key)))
                Trace.Hide(value);
            Profiles = new ProfileRunner(context, request, Trace);
            Session = new JourneySession(context, Trace);
            Steps = new StepRunner(context, Profiles, Session, Trace);
        }

        public TraceRecorder Trace { get; }

        public ProfileRunner Profiles { get; }

        public JourneySession Session { get; }

        public StepRunner Steps { get; }

        public JourneyExecution Finish(JourneyExecution execution) => execution with { Trace = Trace.Entries };
    }
}
