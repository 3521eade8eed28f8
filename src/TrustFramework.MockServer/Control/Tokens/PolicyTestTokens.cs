using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Issues the tokens of policies for tests: those that a sign-in or a client would get, without either.</summary>
internal sealed class PolicyTestTokens(SignInTenantFinder policies, PolicyTokens tokens, IRandomSource random)
{
    /// <summary>Finds the policy of a request.</summary>
    /// <param name="origin">Scheme, host and port in the issuer.</param>
    public async ValueTask<Result<SignInTenant, ControlProblem>> FindAsync(Tenant tenant, string policyId, string origin) =>
        (await policies.FindAsync(tenant, tenant.Id.ToString(), policyId, origin)).TryGetValue(out var found, out var error) ? found : Describe(error);

    /// <summary>An id token of a user; with a scope of an API, an access token; without a user, the token of a client.</summary>
    public async ValueTask<Result<string, ControlProblem>> IssueAsync(SignInTenant tenant, TestTokenRequest request, HttpContext http)
    {
        var clientId = request.ClientId ?? TestTokenRequest.DefaultClientId;
        var applications = tenant.Tenant.Applications;
        if (!(await PolicyScope.ParseAsync(request.Scope ?? "openid", clientId, applications, await applications.RequireRegistrationAsync())).TryGetValue(out var scope, out var error))
            return Describe(error);
        if (request.IsForUser)
            return (await IssueForUserAsync(tenant, clientId, scope, request.User, http)).TryGetValue(out var token, out error) ? token : Describe(error);
        if (scope.Resource is not { } resource)
            return ControlProblem.BadRequest("An application's token needs the scope of an API. Write {\"kind\":\"application\",\"scope\":\"https://contoso.onmicrosoft.com/api/.default\"}.");
        return (await tokens.IssueClientTokenAsync(tenant, clientId, resource, claims: [])).TryGetValue(out var clientToken, out error) ? clientToken : Describe(error);
    }

    /// <summary>Signs claims with the policy's key.</summary>
    /// <param name="claims">JSON.</param>
    public async ValueTask<Result<string, ControlProblem>> SignAsync(SignInTenant tenant, string claims) =>
        (await tokens.SignAsync(tenant, claims)).TryGetValue(out var token, out var error) ? token : Describe(error);

    private async ValueTask<Result<string, PolicyError>> IssueForUserAsync(SignInTenant tenant, string clientId, PolicyScope scope, string? userName, HttpContext http)
    {
        if (!(await FindUserAsync(tenant, userName)).TryGetValue(out var user, out var error))
            return error;
        var journey = JourneyContexts.CreateRequest(http, random.NewId().ToString("D"), [new("client_id", clientId), new("scope", scope.Text)]);
        var subject = new TokenSubject(tenant, clientId, scope, user, JourneyContexts.CreateResolvers(tenant, journey, user.Claims));
        return scope.Resource is null ? await tokens.IssueIdTokenAsync(subject, code: null, accessToken: null) : await tokens.IssueAccessTokenAsync(subject);
    }

    /// <summary>A user of the tenant by a sign-in name, or a user who is not in the directory.</summary>
    /// <param name="name">Null for the user who was created first.</param>
    private static async ValueTask<Result<SignedInUser, PolicyError>> FindUserAsync(SignInTenant tenant, string? name) =>
        await tenant.Tenant.Users.FindForSignInAsync(name ?? "") is { } user ? UserClaims.Create(tenant, user) : UserClaims.CreateUnregistered(tenant, name ?? $"user@{tenant.Domain}");

    private static ControlProblem Describe(PolicyError error) =>
        new(error.Definition.Status, $"{error.Definition.Name}: {error.Text}{(error.Hint is { } hint ? $" {hint}" : "")}");
}
