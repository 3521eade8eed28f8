using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>How a client showed who it is: <c>appidacr</c>.</summary>
internal enum ClientProof
{
    None = 0,
    Secret = 1,
    Assertion = 2,
}

/// <summary>
/// Makes tokens. Access tokens are version 1.0 tokens, whichever endpoint is asked, as Graph's own registration wants them
/// (conventions 6 [I]); without the real ones' <c>nonce</c>, so that a test can verify them.
/// </summary>
internal sealed class TokenIssuer(SigningKeys keys, TenantClocks clocks, IRandomSource random)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Issuer(string tenant) => $"https://sts.windows.net/{tenant}/";

    /// <summary>A token that an application has for itself.</summary>
    public ValueTask<string> ForApplicationAsync(TenantId tenant, Client client, ClientProof proof, string audience, IEnumerable<string> roles) =>
        SignAsync(tenant, Issuer(tenant.ToString()), audience, Lifetime, new(StringComparer.Ordinal)
        {
            ["app_displayname"] = client.Name,
            ["appid"] = client.Id,
            ["appidacr"] = Acr(proof),
            ["idtyp"] = "app",
            ["oid"] = ObjectIds.OfApplication(tenant, client.Id),
            ["roles"] = roles.ToArray(),
            ["sub"] = ObjectIds.OfApplication(tenant, client.Id),
            ["tid"] = tenant.ToString(),
            ["uti"] = Unique(),
            ["ver"] = "1.0",
        });

    /// <summary>A token that an application has in a user's name.</summary>
    public ValueTask<string> ForUserAsync(Delegation delegation, ClientProof proof)
    {
        var (tenant, user) = (delegation.Tenant, delegation.User);
        return SignAsync(tenant, Issuer(tenant.ToString()), delegation.Asked.Audience, Lifetime, new(StringComparer.Ordinal)
        {
            ["app_displayname"] = delegation.Client.Name,
            ["appid"] = delegation.Client.Id,
            ["appidacr"] = Acr(proof),
            ["idtyp"] = "user",
            ["name"] = user.DisplayName,
            ["oid"] = ObjectIds.OfUser(tenant, user.Name),
            ["scp"] = string.Join(' ', delegation.Granted.Concat(delegation.Asked.OpenId.Where(name => name != "offline_access"))),
            ["sub"] = ObjectIds.Pairwise(tenant, user.Name, delegation.Asked.Audience),
            ["tid"] = tenant.ToString(),
            ["unique_name"] = user.Name,
            ["upn"] = user.Name,
            ["uti"] = Unique(),
            ["ver"] = "1.0",
            ["wids"] = user.Roles.ToArray(),
        });
    }

    /// <summary>Who signed in, for the client itself.</summary>
    /// <param name="issuer">As the discovery document that the client read says it.</param>
    public ValueTask<string> IdTokenAsync(Delegation delegation, string issuer, string version)
    {
        var (tenant, user) = (delegation.Tenant, delegation.User);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = user.DisplayName,
            ["oid"] = ObjectIds.OfUser(tenant, user.Name),
            [version == "1.0" ? "upn" : "preferred_username"] = user.Name,
            ["sub"] = ObjectIds.Pairwise(tenant, user.Name, delegation.Client.Id),
            ["tid"] = tenant.ToString(),
            ["uti"] = Unique(),
            ["ver"] = version,
        };
        if (delegation.Nonce is { } nonce)
            claims["nonce"] = nonce;
        return SignAsync(tenant, issuer, delegation.Client.Id, Lifetime, claims);
    }

    /// <summary>Signs what is not for others to read with the same key: <see cref="RefreshTokens"/>.</summary>
    public async ValueTask<string> SignAsync(TenantId tenant, string issuer, string audience, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = (await clocks.NowAsync(tenant)).UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(await keys.OfAsync(tenant), SecurityAlgorithms.RsaSha256),
            Claims = claims,
        });
    }

    /// <summary>Signs claims as they are, times and all.</summary>
    /// <param name="claims">JSON.</param>
    public async ValueTask<string> SignAsync(TenantId tenant, string claims) =>
        Handler.CreateToken(claims, new SigningCredentials(await keys.OfAsync(tenant), SecurityAlgorithms.RsaSha256));

    private static string Acr(ClientProof proof) => ((int)proof).ToString(CultureInfo.InvariantCulture);

    private string Unique() => Base64UrlEncoder.Encode(random.NewBytes(16));
}
