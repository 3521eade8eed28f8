using System.Security.Cryptography;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The operating system's random source, except for ids. No other class may use one.</summary>
internal sealed class SystemRandomSource : IRandomSource
{
#pragma warning disable RS0030 // this class wraps the banned APIs
    /// <summary>An id is unique but not secret. Each request has one, and a cryptographic random number would be a system call.</summary>
    public Guid NewId()
    {
        Span<byte> id = stackalloc byte[16];
#pragma warning disable CA5394 // an id is not used for security
        Random.Shared.NextBytes(id);
#pragma warning restore CA5394
        // RFC 9562: version 4, variant 10.
        id[6] = (byte)((id[6] & 0x0F) | 0x40);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    public byte[] NewBytes(int count) => RandomNumberGenerator.GetBytes(count);

    public RSAParameters NewRsaKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(includePrivateParameters: true);
    }
#pragma warning restore RS0030
}
