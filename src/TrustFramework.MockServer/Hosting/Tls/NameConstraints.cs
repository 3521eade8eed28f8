using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The names for which a CA may speak, RFC 5280 4.2.1.10: whoever gets hold of its key can pretend to be no other host. The
/// framework has no words for it. A permitted host also permits what lies below it; there is no way to say less.
/// </summary>
internal static class NameConstraints
{
    private const string Oid = "2.5.29.30";

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    public static X509Extension Create(CertificateNames names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (var host in names.Hosts)
            {
                using (writer.PushSequence())
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, host, DnsName);
            }

            foreach (var address in names.Addresses)
            {
                using (writer.PushSequence())
                    writer.WriteOctetString(ToSingleAddressRange(address), IpAddress);
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }

    /// <summary>True when the CA may speak for all of these names, and is bound to names at all.</summary>
    public static bool Covers(X509Certificate2 authority, CertificateNames names)
    {
        if (authority.Extensions[Oid] is not { } constraints || ReadPermittedNames(constraints.RawData) is not { } permitted)
            return false;
        return names.Hosts.All(permitted.Contains) && names.Addresses.All(address => permitted.Contains(Convert.ToHexString(ToSingleAddressRange(address))));
    }

    /// <summary>Hosts as they read, addresses with their masks in hexadecimal; null when it was not written by us.</summary>
    private static HashSet<string>? ReadPermittedNames(byte[] extension)
    {
        try
        {
            var permitted = new HashSet<string>(StringComparer.Ordinal);
            var trees = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadSequence(Permitted);
            while (trees.HasData)
            {
                var tree = trees.ReadSequence();
                permitted.Add(tree.PeekTag() == DnsName
                    ? tree.ReadCharacterString(UniversalTagNumber.IA5String, DnsName)
                    : Convert.ToHexString(tree.ReadOctetString(IpAddress)));
            }

            return permitted;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The address with the mask that leaves no other.</summary>
    private static byte[] ToSingleAddressRange(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [.. bytes, .. Enumerable.Repeat(byte.MaxValue, bytes.Length)];
    }
}
