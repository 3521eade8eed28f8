using System.Security.Cryptography;

namespace TrustFramework.Tenants;

/// <summary>Where ids and keys come from. The host hands in the system's; a test hands in one whose answers it knows.</summary>
public interface IRandomSource
{
    Guid NewId();

    byte[] NewBytes(int count);

    /// <summary>A fresh RSA key with its private part.</summary>
    RSAParameters NewRsaKey(int bits);
}
