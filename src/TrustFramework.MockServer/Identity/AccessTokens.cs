using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>Issues access tokens for Graph: version 1.0 tokens, whichever endpoint is asked (conventions 6 [I]).</summary>
internal sealed class AccessTokens(SigningKey key, TimeProvider time, IRandomSource random)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Issuer(string tenant) => $"https://sts.windows.net/{tenant}/";

    /// <summary>A token that an application has for itself.</summary>
    public string ForApplication(TenantId tenant, string clientId, IEnumerable<string> roles)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer(tenant.ToString()),
            Audience = TokenRules.GraphAudience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(key.Key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["appid"] = clientId,
                ["appidacr"] = "1",
                ["idtyp"] = "app",
                ["roles"] = roles.ToArray(),
                ["tid"] = tenant.ToString(),
                ["uti"] = Base64UrlEncoder.Encode(random.NewBytes(16)),
                ["ver"] = "1.0",
            },
        };
        return Handler.CreateToken(descriptor);
    }
}
