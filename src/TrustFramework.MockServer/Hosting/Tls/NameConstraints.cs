using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The extension that limits a CA to names (RFC 5280 4.2.1.10), so that a stolen key cannot issue certificates for other hosts. .NET has no API
/// for it. A permitted host also permits all names below it, so the constraint for <c>*.b2clogin.com</c> is <c>b2clogin.com</c>.
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
            foreach (var host in GetPermittedHosts(names))
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

    /// <summary>Whether the CA is limited to names and covers all of these.</summary>
    public static bool Covers(X509Certificate2 authority, CertificateNames names)
    {
        if (authority.Extensions[Oid] is not { } constraints || ReadPermittedNames(constraints.RawData) is not { } permitted)
            return false;
        return GetPermittedHosts(names).All(permitted.Contains) && names.Addresses.All(address => permitted.Contains(Convert.ToHexString(ToSingleAddressRange(address))));
    }

    /// <summary>Hosts as text, addresses with their masks in hexadecimal; null if the extension has another form than <see cref="Create"/> writes.</summary>
    private static HashSet<string>? ReadPermittedNames(byte[] extension)
    {
        try
        {
            var permitted = new HashSet<string>(StringComparer.Ordinal);
            var subtrees = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadSequence(Permitted);
            while (subtrees.HasData)
            {
                var subtree = subtrees.ReadSequence();
                permitted.Add(subtree.PeekTag() == DnsName
                    ? subtree.ReadCharacterString(UniversalTagNumber.IA5String, DnsName)
                    : Convert.ToHexString(subtree.ReadOctetString(IpAddress)));
            }

            return permitted;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> GetPermittedHosts(CertificateNames names) =>
        names.Hosts.Select(host => host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host);

    /// <summary>The address and a mask of all ones.</summary>
    private static byte[] ToSingleAddressRange(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [.. bytes, .. Enumerable.Repeat(byte.MaxValue, bytes.Length)];
    }
}
