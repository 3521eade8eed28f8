using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Starts, continues and shows journeys that are executed without a browser.</summary>
internal sealed class JourneyHandler(SignInTenantFinder policies, JourneyContexts contexts, JourneyResourceFactory resources, GrantStore grants, IRandomSource random)
{
    /// <summary>How long a journey is kept after its last answer.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<IResult> StartAsync(Tenant tenant, NewJourney body, HttpContext http)
    {
        if (string.IsNullOrEmpty(body.Policy))
            return ControlProblem.BadRequest("Write {\"policy\":\"B2C_1A_SignUpOrSignIn\"}: the id of a policy with a relying party.");
        var answers = (body.Answers ?? []).Select(answer => answer?.Read()).ToList();
        if (answers.Exists(answer => answer is null))
            return InvalidAnswer;
        if (!(await FindPolicyAsync(tenant, body.Policy, http)).TryGetValue(out var policy, out var problem))
            return problem;
        var runner = await contexts.CreateRunnerAsync(policy);
        var execution = await runner.StartAsync(CreateRequest(body, http));
        var answered = 0;
        for (; answered < answers.Count && execution.IsWaiting; answered++)
            execution = await runner.AnswerAsync(execution, answers[answered]!);
        var journey = new StoredJourney(grants.NewId(), policy.Now + Lifetime, policy.PolicyId, execution);
        await grants.AddAsync(tenant.Id, journey);
        return answered < answers.Count
            ? ControlProblem.Conflict($"The journey ended after {answered} of {answers.Count} answers. GET {http.Request.Path}/{journey.Id} shows it.")
            : await CreateResultAsync(journey, policy, runner);
    }

    public async Task<IResult> AnswerAsync(Tenant tenant, string id, JourneyAnswerResource body, HttpContext http)
    {
        if (body.Read() is not { } answer)
            return InvalidAnswer;
        if (!(await FindAsync(tenant, id, http)).TryGetValue(out var found, out var problem))
            return problem;
        var (journey, policy) = found;
        if (!journey.Execution.IsWaiting)
            return ControlProblem.Conflict("The journey has ended. Start another one.");
        bool CanAnswer(StoredJourney current) => !current.IsAnswering && current.Execution.StepCount == journey.Execution.StepCount;
        if (!CanAnswer(await grants.ChangeAsync(tenant.Id, journey, current => CanAnswer(current) ? current with { IsAnswering = true } : current)))
            return ControlProblem.Conflict("Another request answers the page, or has answered it. If that request failed, start another journey.");
        var runner = await contexts.CreateRunnerAsync(policy);
        var answered = journey with { Expires = policy.Now + Lifetime, Execution = await runner.AnswerAsync(journey.Execution, answer) };
        await grants.ChangeAsync(tenant.Id, journey, _ => answered);
        return await CreateResultAsync(answered, policy, runner);
    }

    public async Task<IResult> ReadAsync(Tenant tenant, string id, HttpContext http)
    {
        if (!(await FindAsync(tenant, id, http)).TryGetValue(out var found, out var problem))
            return problem;
        return await CreateResultAsync(found.Journey, found.Policy, await contexts.CreateRunnerAsync(found.Policy));
    }

    private static ControlProblem InvalidAnswer { get; } = ControlProblem.BadRequest(
        "Write an answer as {\"claims\":{\"signInName\":\"emily@contoso.com\"}}, {\"link\":\"signUp\"} or {\"exchange\":\"FacebookExchange\"}: one of these members, and each claim once.");

    private async ValueTask<IResult> CreateResultAsync(StoredJourney journey, SignInTenant policy, JourneyRunner runner) =>
        TypedResults.Json(await resources.CreateAsync(journey, policy, runner), JourneyJson.Wire.JourneyResource);

    private JourneyRequest CreateRequest(NewJourney body, HttpContext http) =>
        JourneyContexts.CreateRequest(http, random.NewId().ToString("D"), []) with { Parameters = JourneyParameters.AddDefaults(body.Parameters) };

    private async ValueTask<Result<(StoredJourney Journey, SignInTenant Policy), ControlProblem>> FindAsync(Tenant tenant, string id, HttpContext http)
    {
        if (await grants.FindAsync<StoredJourney>(tenant.Id, id) is not { } journey || ((IStoredGrant)journey).IsExpired(await tenant.GetUtcNowAsync()))
            return ControlProblem.NotFound("The journey does not exist in this tenant, or it has expired.");
        return (await FindPolicyAsync(tenant, journey.PolicyId, http)).Map(policy => (journey, policy));
    }

    private async ValueTask<Result<SignInTenant, ControlProblem>> FindPolicyAsync(Tenant tenant, string policyId, HttpContext http) =>
        (await policies.FindAsync(tenant, await tenant.GetEffectiveDomainAsync(), policyId, RequestOrigin.Get(http.Request))).TryGetValue(out var policy, out var error)
            ? policy
            : ControlProblem.NotFound($"{error.Text} {error.Hint}".TrimEnd());
}
