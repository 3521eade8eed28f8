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

    /// <summary>The private key in a PEM file; null when there is none to be had from it.</summary>
    public static RSAParameters? ReadFile(string file)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(file));
            return rsa.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return null;
        }
    }
}
