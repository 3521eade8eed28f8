using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.SignIn.Discovery;

/// <summary>The public keys of a policy: runtime 2 [O].</summary>
internal sealed record PolicyKeySetResource(IReadOnlyList<PolicyKeyResource> Keys);

internal sealed record PolicyKeyResource
{
    public required string Kid { get; init; }

    /// <summary>Null for a key without start.</summary>
    public long? Nbf { get; init; }

    public string Use { get; } = "sig";

    public string Kty { get; } = "RSA";

    public required string E { get; init; }

    public required string N { get; init; }

    public static PolicyKeyResource Create(Key key, KeyMaterial.Rsa rsa) => new()
    {
        Kid = key.KeyId,
        Nbf = key.NotBefore,
        E = Base64UrlEncoder.Encode(rsa.Parameters.Exponent),
        N = Base64UrlEncoder.Encode(rsa.Parameters.Modulus),
    };
}
