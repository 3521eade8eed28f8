using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>Mode <c>off</c>: everybody may do everything. A token, if there is one, still names the tenant and the user.</summary>
internal sealed class OpenBearerReader(BearerTokenCache tokenCache) : IBearerTokenReader
{
    public ValueTask<BearerReading> ReadAsync(string? token) => ValueTask.FromResult<BearerReading>(
        (token is null ? null : tokenCache.GetOrParse(token)) is { Jwt: not null, Principal: { } principal }
            ? principal with { Permissions = null, IsPersonalAccount = false }
            : new Principal());
}

/// <summary>
/// Mode <c>stub</c>: a JWT is believed, its signature not looked at; what is no JWT is a list of permission names of an
/// application in the default tenant (house 6).
/// </summary>
internal sealed class StubBearerReader(BearerTokenCache tokenCache, TenantRegistry tenants) : IBearerTokenReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token)
    {
        if (token is null)
            return GraphErrorCatalog.TokenMissing;
        var bearer = tokenCache.GetOrParse(token);
        if (bearer.Principal is not { } principal)
            return token.Contains('.', StringComparison.Ordinal) ? GraphErrorCatalog.TokenMalformed : GraphErrorCatalog.TokenWithoutDots;
        if (bearer.Conditions is not { } terms)
            return principal;
        var now = await tenants.GetUtcNowAsync(principal.TenantName);
        return AccessTokenValidator.Validate(terms, now, strict: false) is { } fault ? fault : principal;
    }
}

/// <summary>Mode <c>strict</c>: our own signature, issuer, audience and lifetime, in this order (conventions 6).</summary>
internal sealed class StrictBearerReader(BearerTokenCache tokenCache, TokenSignatureVerifier signatureVerifier, TenantRegistry tenants) : IBearerTokenReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token)
    {
        if (token is null)
            return GraphErrorCatalog.TokenMissing;
        if (!token.Contains('.', StringComparison.Ordinal))
            return GraphErrorCatalog.TokenWithoutDots;
        if (tokenCache.GetOrParse(token) is not { Jwt: { } jwt, Principal: { } principal, Conditions: { } terms } bearer)
            return GraphErrorCatalog.TokenMalformed;
        if (!await signatureVerifier.VerifyAsync(bearer))
            return GraphErrorCatalog.TokenSignature;
        if (principal.TenantName is not { } tenant || jwt.Issuer != TokenIssuer.GetIssuer(tenant))
            return GraphErrorCatalog.TokenIssuer;
        var now = await tenants.GetUtcNowAsync(tenant);
        return AccessTokenValidator.Validate(terms, now, strict: true) is { } fault ? fault : principal;
    }
}

/// <summary>Reading a JWT without judging it.</summary>
internal static class Jwt
{
    /// <summary>A JSON object in base64url always begins so.</summary>
    public static bool HasJwtPrefix(string token) => token.StartsWith("eyJ", StringComparison.Ordinal);

    public static JsonWebToken? TryRead(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
