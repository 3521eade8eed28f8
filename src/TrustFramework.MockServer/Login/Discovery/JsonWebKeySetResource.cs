using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>A JSON Web Key Set: RFC 7517.</summary>
internal sealed record JsonWebKeySetResource
{
    [JsonPropertyName("keys")]
    public required IReadOnlyList<JsonWebKeyResource> Keys { get; init; }
}

/// <summary>An RSA public key.</summary>
internal sealed record JsonWebKeyResource
{
    [JsonPropertyName("kty")]
    public string Kty => "RSA";

    [JsonPropertyName("use")]
    public string Use => "sig";

    [JsonPropertyName("alg")]
    public string Alg => "RS256";

    [JsonPropertyName("kid")]
    public required string Kid { get; init; }

    [JsonPropertyName("n")]
    public required string N { get; init; }

    [JsonPropertyName("e")]
    public required string E { get; init; }

    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    public static JsonWebKeyResource Create(RsaSecurityKey key, string issuer) => new()
    {
        Kid = key.KeyId,
        N = Base64UrlEncoder.Encode(key.Parameters.Modulus),
        E = Base64UrlEncoder.Encode(key.Parameters.Exponent),
        Issuer = issuer,
    };
}
