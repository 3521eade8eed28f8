using System.Security.Cryptography;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting;

/// <summary>What is random: the operating system's, but for ids. The only place where it may be asked.</summary>
internal sealed class SystemRandomSource : IRandomSource
{
#pragma warning disable RS0030 // this is where the banned ones come from
    /// <summary>Unique, and no secret: each request has one, and to ask the system for it is a call into the kernel.</summary>
    public Guid NewId()
    {
        Span<byte> id = stackalloc byte[16];
#pragma warning disable CA5394 // nobody is kept out by an id
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
