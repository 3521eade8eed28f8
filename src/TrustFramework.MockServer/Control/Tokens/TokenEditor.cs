using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Changes the claims and the signature of a valid token.</summary>
internal static class TokenEditor
{
    /// <summary>More than the five minutes of allowed clock skew.</summary>
    private const long OneHour = 3600;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Applies one defect and leaves everything else valid.</summary>
    /// <param name="now">The tenant's time in Unix seconds.</param>
    public static void ApplyDefect(TokenDefect? defect, JsonObject claims, long now, TenantId tenant)
    {
        switch (defect)
        {
            case TokenDefect.Expired:
                SetTimes(claims, now - (2 * OneHour), now - OneHour);
                break;
            case TokenDefect.NotYetValid:
                SetTimes(claims, now + OneHour, now + (2 * OneHour));
                break;
            case TokenDefect.Audience:
                claims["aud"] = "https://management.azure.com";
                break;
            case TokenDefect.Issuer:
                claims["iss"] = "https://issuer.example/";
                break;
            case TokenDefect.Tenant:
                claims["iss"] = claims["iss"]!.GetValue<string>().Replace(tenant.ToString(), "nowhere", StringComparison.Ordinal);
                if (claims.ContainsKey("tid"))
                    claims["tid"] = "nowhere";
                break;
            case TokenDefect.NoPermission when claims.ContainsKey("scp"):
                claims["scp"] = "";
                break;
            case TokenDefect.NoPermission:
                claims["roles"] = new JsonArray();
                break;
            case TokenDefect.Personal:
                claims["idp"] = "live.com";
                break;
            case null or TokenDefect.Signature or TokenDefect.Key:
                break;
        }
    }

    /// <summary>Adds or replaces claims; null removes a claim. False when a claim cannot be written: its JSON has not been checked before.</summary>
    public static bool TryMergeClaims(IReadOnlyDictionary<string, JsonElement>? changes, JsonObject claims)
    {
        foreach (var (name, value) in changes ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            claims.Remove(name);
            if (value.ValueKind == JsonValueKind.Null)
                continue;
            try
            {
                claims[name] = JsonNode.Parse(value.GetRawText(), documentOptions: Strict);
                _ = claims[name]!.ToJsonString();
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Flips one bit of the signature.</summary>
    public static string BreakSignature(string token)
    {
        var end = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(end));
        signature[0] ^= 1;
        return token[..end] + Base64Url.EncodeToString(signature);
    }

    /// <summary>Signs claims with a new key.</summary>
    /// <param name="claims">JSON.</param>
    public static string SignWithOtherKey(string claims, IRandomSource random)
    {
        using var rsa = RSA.Create(random.NewRsaKey(2048));
        var key = new RsaSecurityKey(rsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims, new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    private static void SetTimes(JsonObject claims, long start, long end) => (claims["iat"], claims["nbf"], claims["exp"]) = (start, start, end);
}
