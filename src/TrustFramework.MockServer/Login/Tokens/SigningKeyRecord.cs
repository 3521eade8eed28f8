using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The key of a tenant that has signed a token.</summary>
internal sealed record SigningKeyRecord(RsaSecurityKey Key) : ITenantRecord
{
    public const string SingletonId = "signing";

    /// <summary>
    /// Caches what the library creates for a key. The library's own cache keeps 1000 keys, each with hundreds of kilobytes outside of the managed
    /// heap, and so also those of tenants that were reset.
    /// </summary>
    private static readonly CryptoProviderFactory ProviderFactory = new(new InMemoryCryptoProviderCache(new CryptoProviderCacheOptions { SizeLimit = 100 }));

    public string Id => SingletonId;

    /// <summary>The key id is the RFC 7638 thumbprint.</summary>
    public static SigningKeyRecord Create(RSAParameters parameters)
    {
        var key = new RsaSecurityKey(parameters) { CryptoProviderFactory = ProviderFactory };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKeyRecord(key);
    }
}
