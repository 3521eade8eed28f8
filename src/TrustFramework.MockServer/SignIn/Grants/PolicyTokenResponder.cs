using System.Globalization;
using System.Text.Json.Nodes;
using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>What a grant gives to a client.</summary>
/// <param name="Code">The redeemed code; null for other grants.</param>
/// <param name="IsConfidential">Whether the client must authenticate to redeem the refresh token.</param>
/// <param name="RefreshLifetime">Of refresh tokens.</param>
internal sealed record TokenGrant(SignedInUser User, PolicyScope Scope, string? Nonce, string? Code, bool IsConfidential, TimeSpan RefreshLifetime)
{
    /// <summary>What the refresh token stores; null for <see cref="User"/>.</summary>
    public SignedInUser? StoredUser { get; init; }
}

/// <summary>Creates the token response for a user.</summary>
internal sealed class PolicyTokenResponder(PolicyTokens tokens)
{
    /// <summary>Of the refresh tokens of single-page applications [O].</summary>
    private static readonly TimeSpan SpaRefreshLifetime = TimeSpan.FromSeconds(86_400);

    /// <summary>How long the refresh tokens of a client are valid.</summary>
    public static TimeSpan GetRefreshLifetime(SignInTenant tenant, RedirectUriType? type) => type is RedirectUriType.Spa ? SpaRefreshLifetime : tenant.RelyingParty.Issuer.RefreshTokenLifetime;

    /// <param name="request">Of the token or authorization request, for claim resolvers.</param>
    public async ValueTask<Result<PolicyTokenResource, PolicyError>> CreateAsync(SignInTenant tenant, string clientId, JourneyRequest request, TokenGrant grant)
    {
        var issuer = tenant.RelyingParty.Issuer;
        var subject = new TokenSubject(tenant, clientId, grant.Scope, grant.User, JourneyContexts.CreateResolvers(tenant, request, grant.User.Claims)) { Nonce = grant.Nonce };
        var response = new PolicyTokenResource
        {
            NotBefore = Number(tenant, tenant.Now.ToUnixTimeSeconds()),
            ClientInfo = ClientInfo.Create(subject).Encode(),
            ProfileInfo = ProfileInfo.Create(subject).Encode(),
            Scope = grant.Scope.Granted,
        };
        string? accessToken = null;
        if (grant.Scope.Resource is { } resource)
        {
            if (!(await tokens.IssueAccessTokenAsync(subject)).TryGetValue(out accessToken, out var error))
                return error;
            response = WithAccessToken(response, tenant, accessToken, resource);
        }

        if (grant.Scope.HasOpenId)
        {
            if (!(await tokens.IssueIdTokenAsync(subject, grant.Code, accessToken)).TryGetValue(out var idToken, out var error))
                return error;
            response = response with { IdToken = idToken, IdTokenExpiresIn = Number(tenant, (long)issuer.IdTokenLifetime.TotalSeconds) };
        }

        return grant.Scope.HasOfflineAccess ? await AddRefreshTokenAsync(response, tenant, clientId, grant) : response;
    }

    public static PolicyTokenResource WithAccessToken(PolicyTokenResource response, SignInTenant tenant, string accessToken, ScopeResource resource)
    {
        var lifetime = tenant.RelyingParty.Issuer.AccessTokenLifetime;
        return response with
        {
            AccessToken = accessToken,
            NotBefore = Number(tenant, tenant.Now.ToUnixTimeSeconds()),
            ExpiresIn = Number(tenant, (long)lifetime.TotalSeconds),
            ExpiresOn = Number(tenant, (tenant.Now + lifetime).ToUnixTimeSeconds()),
            Resource = resource.Audience,
        };
    }

    private static async ValueTask<Result<PolicyTokenResource, PolicyError>> AddRefreshTokenAsync(PolicyTokenResource response, SignInTenant tenant, string clientId, TokenGrant grant)
    {
        var lifetime = grant.RefreshLifetime;
        // The last token ends with the rolling window, which begins with the sign-in.
        if (tenant.RelyingParty.Issuer.RollingRefreshTokenLifetime is { } window && grant.User.AuthTime + window - tenant.Now is var rest && rest < lifetime)
            lifetime = rest;
        var token = new PolicyRefreshToken(
            tenant.PolicyId, clientId, grant.IsConfidential, grant.Scope.Text, grant.User.UserId, grant.User.AuthTime.ToUnixTimeSeconds(), tenant.Now.ToUnixTimeSeconds(),
            (long)lifetime.TotalSeconds, StoredClaim.From((grant.StoredUser ?? grant.User).Claims));
        return (await PolicyRefreshTokens.IssueAsync(tenant, token)).Map(issued => response with { RefreshToken = issued, RefreshTokenExpiresIn = Number(tenant, token.Lifetime) });
    }

    /// <summary>A number or a string, as the policy says. [D]</summary>
    private static JsonValue Number(SignInTenant tenant, long value) =>
        tenant.RelyingParty.Issuer.SendsNumbers ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));
}
