using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The key of a tenant that has signed a token.</summary>
internal sealed record SigningKeyRecord(RsaSecurityKey Key) : ITenantRecord
{
    public const string SingletonId = "signing";

    public string Id => SingletonId;

    /// <summary>The key id is the RFC 7638 thumbprint.</summary>
    public static SigningKeyRecord Create(RSAParameters parameters)
    {
        var key = new RsaSecurityKey(parameters);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKeyRecord(key);
    }
}
