using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants;

/// <summary>Computes ids from text. The same text gives the same id in every process.</summary>
public static class DeterministicGuid
{
    public static Guid Create(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8 (custom)
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // RFC 9562: variant
        return new Guid(hash[..16], bigEndian: true);
    }
}
