using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants;

/// <summary>A tenant's object id: the GUID that tokens carry as <c>tid</c>.</summary>
public readonly record struct TenantId(Guid Value)
{
    /// <summary>The same domain name always gives the same id, in every process, so that tenants can be named by domain alone.</summary>
    public static TenantId OfDomain(string domain)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(domain.ToLowerInvariant()), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8, custom
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // and its variant
        return new TenantId(new Guid(hash[..16], bigEndian: true));
    }

    public override string ToString() => Value.ToString("D");
}
