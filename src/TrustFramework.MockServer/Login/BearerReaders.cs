using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>Mode <c>off</c>: every request has all permissions. A token, if the request has one, still names the tenant and the user.</summary>
internal sealed class OpenBearerReader(BearerTokenCache tokenCache) : IBearerTokenReader
{
    public ValueTask<Result<Principal, GraphErrorDefinition>> ReadAsync(string? token) => ValueTask.FromResult<Result<Principal, GraphErrorDefinition>>(
        (token is null ? null : tokenCache.GetOrParse(token)) is { Jwt: not null, Principal: { } principal }
            ? principal with { Permissions = null, IsPersonalAccount = false }
            : new Principal());
}

/// <summary>
/// Mode <c>stub</c>: accepts a JWT without checking its signature. Any other token is a list of permission names, for an application
/// in the default tenant.
/// </summary>
internal sealed class StubBearerReader(BearerTokenCache tokenCache, TenantRegistry tenants) : IBearerTokenReader
{
    public async ValueTask<Result<Principal, GraphErrorDefinition>> ReadAsync(string? token)
    {
        if (token is null)
            return GraphErrorCatalog.TokenMissing;
        var bearer = tokenCache.GetOrParse(token);
        if (bearer.Principal is not { } principal)
            return token.Contains('.', StringComparison.Ordinal) ? GraphErrorCatalog.TokenMalformed : GraphErrorCatalog.TokenWithoutDots;
        if (bearer.Conditions is not { } conditions)
            return principal;
        var now = await tenants.GetUtcNowAsync(principal.TenantName);
        return AccessTokenValidator.Validate(conditions, now, strict: false) is { } error ? error : principal;
    }
}

/// <summary>Mode <c>strict</c>: validates signature, issuer, audience and lifetime, in this order (conventions 6). Only the server's own tokens pass.</summary>
internal sealed class StrictBearerReader(BearerTokenCache tokenCache, TokenSignatureVerifier signatureVerifier, TenantRegistry tenants) : IBearerTokenReader
{
    public async ValueTask<Result<Principal, GraphErrorDefinition>> ReadAsync(string? token)
    {
        if (token is null)
            return GraphErrorCatalog.TokenMissing;
        if (!token.Contains('.', StringComparison.Ordinal))
            return GraphErrorCatalog.TokenWithoutDots;
        if (tokenCache.GetOrParse(token) is not { Jwt: { } jwt, Principal: { } principal, Conditions: { } conditions } bearer)
            return GraphErrorCatalog.TokenMalformed;
        if (!await signatureVerifier.VerifyAsync(bearer))
            return GraphErrorCatalog.TokenSignature;
        if (principal.TenantName is not { } tenant || jwt.Issuer != TokenIssuer.GetIssuer(tenant))
            return GraphErrorCatalog.TokenIssuer;
        var now = await tenants.GetUtcNowAsync(tenant);
        return AccessTokenValidator.Validate(conditions, now, strict: true) is { } error ? error : principal;
    }
}
