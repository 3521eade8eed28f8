using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>Mode <c>off</c>: everybody may do everything. A token, if there is one, still names the tenant and the user.</summary>
internal sealed class OpenBearerReader : IBearerReader
{
    public ValueTask<BearerReading> ReadAsync(string? token) => ValueTask.FromResult<BearerReading>(
        (token is null ? null : Jwt.TryRead(token)) is { } jwt
            ? TokenRules.Principal(jwt, strict: false) with { Permissions = null, IsPersonal = false }
            : new Principal());
}

/// <summary>
/// Mode <c>stub</c>: a JWT is believed, its signature not looked at; what is no JWT is a list of permission names of an
/// application in the default tenant (house 6).
/// </summary>
internal sealed class StubBearerReader(TokenRules rules, TenantRegistry tenants) : IBearerReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token)
    {
        if (token is null)
            return Catalogue.TokenMissing;
        if (PermissionList.LooksLikeOne(token) && !Jwt.LooksLikeOne(token))
            return new Principal { Permissions = PermissionList.Parse(token) };
        if (!token.Contains('.', StringComparison.Ordinal))
            return Catalogue.TokenWithoutDots;
        if (Jwt.TryRead(token) is not { } jwt)
            return Catalogue.TokenMalformed;
        var now = await tenants.NowAsync(TokenRules.Text(jwt, "tid"));
        return rules.Judge(jwt, now, strict: false) is { } fault ? fault : TokenRules.Principal(jwt, strict: false);
    }
}

/// <summary>Mode <c>strict</c>: our own signature, issuer, audience and lifetime, in this order (conventions 6).</summary>
internal sealed class StrictBearerReader(TokenRules rules, OwnSignature own, TenantRegistry tenants) : IBearerReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token)
    {
        if (token is null)
            return Catalogue.TokenMissing;
        if (!token.Contains('.', StringComparison.Ordinal))
            return Catalogue.TokenWithoutDots;
        if (Jwt.TryRead(token) is not { } jwt)
            return Catalogue.TokenMalformed;
        if (!await own.IsOnAsync(jwt))
            return Catalogue.TokenSignature;
        var tenant = TokenRules.Text(jwt, "tid");
        if (tenant is null || jwt.Issuer != TokenIssuer.Issuer(tenant))
            return Catalogue.TokenIssuer;
        var now = await tenants.NowAsync(tenant);
        return rules.Judge(jwt, now, strict: true) is { } fault ? fault : TokenRules.Principal(jwt, strict: true);
    }
}

/// <summary>Reading a JWT without judging it.</summary>
internal static class Jwt
{
    /// <summary>A JSON object in base64url always begins so.</summary>
    public static bool LooksLikeOne(string token) => token.StartsWith("eyJ", StringComparison.Ordinal);

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
