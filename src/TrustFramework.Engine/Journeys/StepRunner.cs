using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Profiles;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>Executes one step of a journey: runtime 6.3 [D].</summary>
internal sealed class StepRunner(JourneyContext context, ProfileRunner profiles, JourneySession session, TraceRecorder trace)
{
    /// <param name="next">The step after it; null for the last one.</param>
    public async ValueTask<JourneyExecution> RunAsync(JourneyExecution execution, Journey journey, OrchestrationStep step, OrchestrationStep? next)
    {
        if (Preconditions.FindSatisfied(Precondition.ReadAll(step.Node), execution.Claims) is { } satisfied)
        {
            trace.Add(TraceKind.Precondition, step.Type, $"{satisfied.Describe()}: the step is skipped");
            return MoveOn(execution, step);
        }

        trace.Add(TraceKind.Step, step.Type, detail: null, trace.Describe(execution.Claims), []);
        return step.Type switch
        {
            "CombinedSignInAndSignUp" or "ClaimsProviderSelection" => Select(execution, step, next),
            "ClaimsExchange" => await ExchangeAsync(execution, step),
            "InvokeSubJourney" => Invoke(execution, step),
            "SendClaims" => Send(execution, journey, step),
            _ => Fail(execution, new JourneyError.Unsupported(step.Type, $"the step {step.Order} has a type that is not supported")),
        };
    }

    /// <summary>Continues after a step. The claims exchange that was chosen is the one of the step after it.</summary>
    /// <param name="targetExchangeId">Null when nothing was chosen.</param>
    public static JourneyExecution MoveOn(JourneyExecution execution, OrchestrationStep step, string? targetExchangeId = null) => execution with
    {
        Positions = execution.Positions.SetItem(0, execution.Positions[0] with { NextOrder = step.Number + 1 }),
        TargetExchangeId = targetExchangeId,
        Page = null,
    };

    public JourneyExecution Fail(JourneyExecution execution, JourneyError error)
    {
        trace.Add(TraceKind.Error, error.Code, error.Detail is null ? error.Message : $"{error.Message} {error.Detail}");
        return execution with { Error = error, Page = null };
    }

    private JourneyExecution Select(JourneyExecution execution, OrchestrationStep step, OrchestrationStep? next)
    {
        var choices = new StepChoices(context.Policy, step, next, execution.Claims);
        if (choices.LocalProfile is { } local && session.Restore(local, execution) is { } restored)
            return MoveOn(execution with { Claims = restored }, step);
        if (choices.LocalProfile is null && choices.Targets.IsEmpty)
        {
            trace.Add(TraceKind.Step, step.Type, "the step is skipped, because its technical profiles are disabled");
            return MoveOn(execution, step);
        }

        if (choices.FindByDomain(context.Policy, execution.Request.GetParameter("domain_hint")) is { } hinted)
            return MoveOn(execution, step, hinted);
        if (choices.LocalProfile is null && choices.Targets is [{ } single] && step.Node.Element("ClaimsProviderSelections")?["DisplayOption"] != "ShowSingleProvider")
            return MoveOn(execution, step, single.ExchangeId);
        return Show(execution, step, choices.LocalProfile);
    }

    private async ValueTask<JourneyExecution> ExchangeAsync(JourneyExecution execution, OrchestrationStep step)
    {
        List<TechnicalProfile> enabled = [];
        foreach (var exchange in step.ClaimsExchanges)
        {
            if (context.Policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) is not { } found)
                return Fail(execution, JourneyError.General($"The technical profile '{exchange["TechnicalProfileReferenceId"]}' does not exist."));
            if (string.Equals(exchange["Id"], execution.TargetExchangeId, StringComparison.OrdinalIgnoreCase))
                return await ExchangeAsync(execution, step, found);
            if (ProfileEnablement.IsEnabled(found, execution.Claims))
                enabled.Add(found);
        }

        switch (enabled)
        {
            case [var only]:
                return await ExchangeAsync(execution, step, only);
            case []:
                trace.Add(TraceKind.Step, step.Type, "the step is skipped, because its technical profiles are disabled");
                return MoveOn(execution, step);
            default:
                return Fail(execution, new JourneyError.Failed("AADB2C90051", "No suitable claims providers were found."));
        }
    }

    private async ValueTask<JourneyExecution> ExchangeAsync(JourneyExecution execution, OrchestrationStep step, TechnicalProfile profile)
    {
        if (session.Restore(profile, execution) is { } restored)
            return MoveOn(execution with { Claims = restored }, step);
        if (SelfAssertedProfile.Handles(profile))
            return Show(execution, step, profile);
        if (!(await profiles.RunAsync(profile, execution.Claims, page: null)).TryGetValue(out var claims, out var error))
            return Fail(execution, error);
        return MoveOn(session.Store(profile, execution with { Claims = claims }), step);
    }

    /// <summary>Waits at a page. Its input claims transformations run before it is shown.</summary>
    /// <param name="profile">Null for a page that offers only claims providers.</param>
    private JourneyExecution Show(JourneyExecution execution, OrchestrationStep step, TechnicalProfile? profile)
    {
        if (!execution.Request.AllowsPages)
            return Fail(execution, JourneyError.General($"The step {step.Order} shows a page, which this grant cannot."));
        var claims = execution.Claims;
        if (profile is not null)
        {
            if (new SelfAssertedProfile(context.Policy, profile, IsCombined(step)).FindUnsupportedElement() is { } unsupported)
                return Fail(execution, new JourneyError.Unsupported(profile.Id, unsupported));
            if (!profiles.TransformInput(profile, claims, profiles.CreateMessages(profile)).TryGetValue(out claims!, out var error))
                return Fail(execution, error);
        }

        trace.Add(TraceKind.Page, profile?.Id ?? step.Type, step.ContentDefinitionId ?? profile?.FindMetadataValue("ContentDefinitionReferenceId"));
        return execution with { Claims = claims, Page = new PendingPage(step.Number, profile?.Id) };
    }

    private JourneyExecution Invoke(JourneyExecution execution, OrchestrationStep step)
    {
        if (step.SubJourneyCandidates is not [{ } candidate] || context.Policy.SubJourneys.Find(candidate["SubJourneyReferenceId"]) is not { } node)
            return Fail(execution, JourneyError.General($"The step {step.Order} must call exactly one sub-journey that exists."));
        var called = context.Policy.GetJourney(node);
        trace.Add(TraceKind.Journey, called.Id, node["Type"]);
        var moved = MoveOn(execution, step);
        return moved with { Positions = moved.Positions.Insert(0, new JourneyPosition(called.Id, IsSubJourney: true, NextOrder: int.MinValue, IsTransfer: node["Type"] == "Transfer")) };
    }

    private JourneyExecution Send(JourneyExecution execution, Journey journey, OrchestrationStep step)
    {
        if ((step.IssuerProfileId ?? journey.DefaultIssuerProfileId) is not { } id)
            return Fail(execution, new JourneyError.Failed("AADB2C90108", $"The orchestration step '{step.Order}' does not specify a CpimIssuerTechnicalProfileReferenceId when one was expected."));
        if (context.Policy.FindTechnicalProfile(id) is not { } issuer)
            return Fail(execution, new JourneyError.Failed("AADB2C90021", $"The technical profile '{id}' does not exist in the policy '{context.Policy.PolicyId}' of tenant '{context.Tenant.Domain}'."));
        var format = issuer.GetElementText("OutputTokenFormat");
        if (format == "OAuth2Error")
            return Fail(execution, CreateCustomError(issuer, execution));
        if (format is not (null or "JWT" or "JSON"))
            return Fail(execution, new JourneyError.Unsupported(issuer.Id, $"the token format {format} is not supported"));
        var claims = format == "JSON" ? ClaimSelection.GetInput(issuer, execution.Claims, context, execution.Request) : execution.Claims;
        trace.Add(TraceKind.Issue, issuer.Id, format ?? "JWT", trace.Describe(claims), []);
        return execution with { Result = new JourneyResult(issuer.Id, format ?? "JWT", claims) };
    }

    /// <summary>The error of an OAuth2 error profile: runtime 3 [D].</summary>
    private JourneyError.Custom CreateCustomError(TechnicalProfile profile, JourneyExecution execution)
    {
        var input = ClaimSelection.GetInput(profile, execution.Claims, context, execution.Request);
        return new JourneyError.Custom(input.FindText("errorCode") ?? "", input.FindText("errorMessage") ?? "");
    }

    internal static bool IsCombined(OrchestrationStep step) => step.Type is "CombinedSignInAndSignUp";
}
