using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>
/// Issues tokens. Access tokens are version 1.0 tokens at both endpoint versions, because Graph's registration requires them
/// (conventions 6 [I]). They have no <c>nonce</c>, unlike the service's, so tests can verify the signature.
/// </summary>
internal sealed class TokenIssuer(SigningKeyProvider keys, TenantClocks clocks, IRandomSource random)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string GetIssuer(string tenant) => $"https://sts.windows.net/{tenant}/";

    /// <summary>Issues an access token for an application without a user.</summary>
    public ValueTask<string> IssueForApplicationAsync(TenantId tenant, Client client, ClientAuthenticationMethod authenticationMethod, string audience, IEnumerable<string> roles) =>
        SignAsync(tenant, GetIssuer(tenant.ToString()), audience, Lifetime, new(StringComparer.Ordinal)
        {
            ["app_displayname"] = client.Name,
            ["appid"] = client.Id,
            ["appidacr"] = FormatAppIdAcr(authenticationMethod),
            ["idtyp"] = "app",
            ["oid"] = ObjectIds.ForServicePrincipal(tenant, client.Id),
            ["roles"] = roles.ToArray(),
            ["sub"] = ObjectIds.ForServicePrincipal(tenant, client.Id),
            ["tid"] = tenant.ToString(),
            ["uti"] = NewUniqueTokenId(),
            ["ver"] = "1.0",
        });

    /// <summary>Issues an access token for an application that acts for a user.</summary>
    public ValueTask<string> IssueForUserAsync(Delegation delegation, ClientAuthenticationMethod authenticationMethod)
    {
        var (tenant, user) = (delegation.Tenant, delegation.User);
        return SignAsync(tenant, GetIssuer(tenant.ToString()), delegation.RequestedScope.Audience, Lifetime, new(StringComparer.Ordinal)
        {
            ["app_displayname"] = delegation.Client.Name,
            ["appid"] = delegation.Client.Id,
            ["appidacr"] = FormatAppIdAcr(authenticationMethod),
            ["idtyp"] = "user",
            ["name"] = user.DisplayName,
            ["oid"] = ObjectIds.ForUser(tenant, user.Name),
            ["scp"] = string.Join(' ', delegation.Granted.Concat(delegation.RequestedScope.OpenIdScopes.Where(name => name != "offline_access"))),
            ["sub"] = ObjectIds.ForPairwiseSubject(tenant, user.Name, delegation.RequestedScope.Audience),
            ["tid"] = tenant.ToString(),
            ["unique_name"] = user.Name,
            ["upn"] = user.Name,
            ["uti"] = NewUniqueTokenId(),
            ["ver"] = "1.0",
            ["wids"] = user.Roles.ToArray(),
        });
    }

    /// <summary>Issues an id token for the client.</summary>
    /// <param name="issuer">The issuer in the discovery document that the client read.</param>
    public ValueTask<string> IssueIdTokenAsync(Delegation delegation, string issuer, string version)
    {
        var (tenant, user) = (delegation.Tenant, delegation.User);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = user.DisplayName,
            ["oid"] = ObjectIds.ForUser(tenant, user.Name),
            [version == "1.0" ? "upn" : "preferred_username"] = user.Name,
            ["sub"] = ObjectIds.ForPairwiseSubject(tenant, user.Name, delegation.Client.Id),
            ["tid"] = tenant.ToString(),
            ["uti"] = NewUniqueTokenId(),
            ["ver"] = version,
        };
        if (delegation.Nonce is { } nonce)
            claims["nonce"] = nonce;
        return SignAsync(tenant, issuer, delegation.Client.Id, Lifetime, claims);
    }

    /// <summary>Signs any claims with the tenant's key: access tokens, id tokens and <see cref="RefreshTokens"/>.</summary>
    public async ValueTask<string> SignAsync(TenantId tenant, string issuer, string audience, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = (await clocks.GetUtcNowAsync(tenant)).UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(await keys.GetOrCreateAsync(tenant), SecurityAlgorithms.RsaSha256),
            Claims = claims,
        });
    }

    /// <summary>Signs claims without adding any.</summary>
    /// <param name="claims">JSON.</param>
    public async ValueTask<string> SignAsync(TenantId tenant, string claims) =>
        Handler.CreateToken(claims, new SigningCredentials(await keys.GetOrCreateAsync(tenant), SecurityAlgorithms.RsaSha256));

    private static string FormatAppIdAcr(ClientAuthenticationMethod method) => ((int)method).ToString(CultureInfo.InvariantCulture);

    private string NewUniqueTokenId() => Base64UrlEncoder.Encode(random.NewBytes(16));
}
