using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>A JSON Web Key Set: RFC 7517.</summary>
internal sealed record JsonWebKeySetResource
{
    public required IReadOnlyList<JsonWebKeyResource> Keys { get; init; }
}

/// <summary>An RSA public key.</summary>
internal sealed record JsonWebKeyResource
{
    public string Kty { get; } = "RSA";

    public string Use { get; } = "sig";

    public string Alg { get; } = "RS256";

    public required string Kid { get; init; }

    public required string N { get; init; }

    public required string E { get; init; }

    public required string Issuer { get; init; }

    public static JsonWebKeyResource Create(RsaSecurityKey key, string issuer) => new()
    {
        Kid = key.KeyId,
        N = Base64UrlEncoder.Encode(key.Parameters.Modulus),
        E = Base64UrlEncoder.Encode(key.Parameters.Exponent),
        Issuer = issuer,
    };
}
