using System.Security.Cryptography;

namespace TrustFramework.Tenants;

/// <summary>The source of ids and keys. The host supplies the system's random generator; tests supply a predictable one.</summary>
public interface IRandomSource
{
    Guid NewId();

    byte[] NewBytes(int count);

    /// <summary>A new RSA key with its private part.</summary>
    RSAParameters NewRsaKey(int bits);
}
