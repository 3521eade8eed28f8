using System.Security.Cryptography;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The operating system's random. The only place where it may be asked.</summary>
internal sealed class SystemRandomSource : IRandomSource
{
#pragma warning disable RS0030 // this is where the banned ones come from
    public Guid NewId() => Guid.NewGuid();

    public byte[] NewBytes(int count) => RandomNumberGenerator.GetBytes(count);

    public RSAParameters NewRsaKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(includePrivateParameters: true);
    }
#pragma warning restore RS0030
}
