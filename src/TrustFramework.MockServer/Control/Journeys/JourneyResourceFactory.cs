using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Tracing;
using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Grants;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Describes the state of a journey, and issues the tokens of a completed one.</summary>
internal sealed class JourneyResourceFactory(PolicyTokenResponder tokens, SignInClientFinder clients)
{
    public async ValueTask<JourneyResource> CreateAsync(StoredJourney journey, SignInTenant policy, JourneyRunner runner)
    {
        var execution = journey.Execution;
        var (result, error) = ((JourneyResultResource?)null, execution.Error is { } failed ? new JourneyErrorResource(failed.Code, failed.Message, failed.Detail) : null);
        if (execution.Result is { } completed && !(await CreateResultAsync(execution, completed, policy)).TryGetValue(out result, out var tokenError))
            error = new JourneyErrorResource(tokenError.Definition.Name, tokenError.Text, tokenError.Hint);
        var stop = execution.IsWaiting ? runner.FindStop(execution) : null;
        return new JourneyResource(
            journey.Id,
            policy.RelyingParty.Policy.PolicyId,
            error is not null ? JourneyResource.Failed : execution.IsWaiting ? JourneyResource.Waiting : JourneyResource.Completed,
            stop is null ? null : JourneyStopResource.From(stop),
            result,
            error,
            [.. execution.Trace.Select(TraceEntryResource.From)]);
    }

    private async ValueTask<Result<JourneyResultResource, PolicyError>> CreateResultAsync(JourneyExecution execution, JourneyResult result, SignInTenant policy)
    {
        var claims = result.Claims.All.ToDictionary(
            claim => claim.Key, claim => SecretClaims.Contains(policy.RelyingParty.Policy, claim.Key) ? SecretClaims.Mask : claim.Value.ToText(), StringComparer.OrdinalIgnoreCase);
        if (result.Format != "JWT")
            return new JourneyResultResource(claims, IdToken: null, AccessToken: null, RefreshToken: null);
        var request = execution.Request;
        var clientId = request.GetParameter("client_id");
        if (!(await PolicyScope.ParseAsync(request.GetParameter("scope"), clientId, policy.Tenant.Applications, isStrict: false)).TryGetValue(out var scope, out var error))
            return error;
        // The tokens have the time at which the journey was completed, whenever they are shown.
        var completed = policy with { Now = execution.Trace[^1].Time };
        var user = await SignedInUser.CreateAsync(policy, result.Claims, completed.Now);
        var nonce = request.GetParameter("nonce") is { Length: > 0 } sent ? sent : null;
        var grant = new TokenGrant(user, scope, nonce, Code: null, await IsConfidentialAsync(policy, clientId, request.GetParameter("redirect_uri")), policy.RelyingParty.Issuer.RefreshTokenLifetime);
        return (await tokens.CreateAsync(completed, clientId, request, grant)).Map(response => new JourneyResultResource(claims, response.IdToken, response.AccessToken, response.RefreshToken));
    }

    /// <summary>Whether the client must authenticate to redeem the refresh token. One that is not registered need not.</summary>
    private async ValueTask<bool> IsConfidentialAsync(SignInTenant policy, string clientId, string redirectUri) =>
        (await clients.FindAsync(clientId, policy)).TryGetValue(out var client, out _) && PolicyClientAuthenticator.IsConfidential(client, client.Registration?.FindRedirectUriType(redirectUri));
}
