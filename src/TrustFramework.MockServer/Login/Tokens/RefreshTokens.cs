using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The content of a refresh token.</summary>
/// <param name="User">The user principal name.</param>
/// <param name="Scope">The scope of the request by which the user signed in.</param>
/// <param name="Consented">The permissions that the user selected; null if the flow has no page.</param>
internal sealed record RefreshTokenPayload(string ClientId, string User, string Scope, IReadOnlySet<string>? Consented);

/// <summary>
/// Issues and reads refresh tokens. They are JWTs that the tenant's key signs, so the server stores nothing for them. Like those of the
/// service, they can be used more than once. Their audience prevents their use as bearer tokens.
/// </summary>
internal sealed class RefreshTokens(TokenIssuer issuer, SigningKeyProvider keys, TenantClocks clocks)
{
    private const string Audience = "urn:trustframework-mockserver:refresh";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public ValueTask<string> IssueAsync(Delegation delegation)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["client"] = delegation.Client.Id,
            ["scope"] = delegation.RequestedScope.Text,
            ["user"] = delegation.User.Name,
        };
        if (delegation.Consented is { } consented)
            claims["consented"] = string.Join(' ', consented);
        return issuer.SignAsync(delegation.Tenant, Audience, Audience, Lifetime, claims);
    }

    public async ValueTask<Result<RefreshTokenPayload, LoginError>> ReadAsync(TenantId tenant, Client client, string token)
    {
        if (Jwt.TryRead(token) is not { } jwt || jwt.Issuer != Audience
            || await keys.FindAsync(tenant) is not { } key || !await Signatures.IsSignedByAsync(jwt, key, SecurityAlgorithms.RsaSha256)
            || !string.Equals(AccessTokenValidator.GetStringClaim(jwt, "client"), client.Id, StringComparison.OrdinalIgnoreCase))
        {
            return LoginErrorCatalog.GrantInvalid.With("refresh_token");
        }

        if (jwt.ValidTo <= (await clocks.GetUtcNowAsync(tenant)).UtcDateTime)
            return LoginErrorCatalog.GrantExpired.With();
        return new RefreshTokenPayload(
            client.Id,
            AccessTokenValidator.GetStringClaim(jwt, "user")!,
            AccessTokenValidator.GetStringClaim(jwt, "scope")!,
            jwt.TryGetPayloadValue<string>("consented", out var consented) ? PermissionList.Parse(consented) : null);
    }
}
