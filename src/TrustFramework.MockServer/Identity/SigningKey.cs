using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>The key that signs access tokens: from a file, or made when the first token is asked for.</summary>
internal sealed class SigningKey(IRandomSource random, RSAParameters? given)
{
    private readonly Lazy<RsaSecurityKey> _key = new(() =>
    {
        var key = new RsaSecurityKey(given ?? random.NewRsaKey(2048));
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    });

    public RsaSecurityKey Key => _key.Value;
}
