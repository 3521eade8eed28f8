using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// Our own CA, for the names that we serve and for servers alone. Elliptic keys, since their making takes no time that a start
/// would notice.
/// </summary>
internal sealed class CertificateAuthority(X509Certificate2 certificate, string title)
{
    /// <summary>Where clocks differ, as in virtual machines, a certificate may not be from tomorrow.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>The longest that browsers and macOS take of a server.</summary>
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(397);

    /// <summary>What ends sooner is made anew at a start: a server may run for weeks.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromDays(30);

    public X509Certificate2 Certificate => certificate;

    public string Pem => $"{certificate.ExportCertificatePem()}\n";

    /// <param name="title">What it is called in the lists of trusted ones.</param>
    public static CertificateAuthority Create(string title, CertificateNames names, DateTimeOffset now, IRandomSource random)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The day tells an old one from the one that took its place.
        var day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var request = new CertificateRequest($"CN={title} {day}, O=TrustFramework.MockServer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(CreateServerAuthenticationUsage());
        request.CertificateExtensions.Add(NameConstraints.Create(names));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var made = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - ClockSkew, now + Lifetime, NewSerialNumber(random));
        return new CertificateAuthority(made.CopyWithPrivateKey(key), title);
    }

    /// <summary>Null when it can be used for these names, else what is in the way; the sentence starts with the CA.</summary>
    public string? GetError(CertificateNames names, DateTimeOffset now) => this switch
    {
        _ when !certificate.HasPrivateKey => "has no private key",
        _ when !IsCurrent(certificate, now) => $"is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}",
        _ when !NameConstraints.Covers(certificate, names) => $"may not speak for all of {names}",
        _ => null,
    };

    public X509Certificate2 Issue(CertificateNames names, DateTimeOffset now, IRandomSource random)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={title} server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(CreateServerAuthenticationUsage());
        request.CertificateExtensions.Add(names.CreateSubjectAlternativeNames());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var (from, to) = GetValidityPeriod(certificate);
        using var made = request.Create(
            certificate,
            now - ClockSkew > from ? now - ClockSkew : from,
            now + LeafLifetime < to ? now + LeafLifetime : to,
            NewSerialNumber(random));
        return made.CopyWithPrivateKey(key);
    }

    /// <summary>Whether it is ours, for just these names, and will be valid for a while.</summary>
    public bool IsCurrentLeaf(X509Certificate2 leaf, CertificateNames names, DateTimeOffset now) =>
        leaf.HasPrivateKey
        && leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } issuer
        && certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } own
        && issuer.Span.SequenceEqual(own.SubjectKeyIdentifierBytes.Span)
        && leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } stated
        && stated.RawData.AsSpan().SequenceEqual(names.CreateSubjectAlternativeNames().RawData)
        && IsCurrent(leaf, now);

    private static bool IsCurrent(X509Certificate2 which, DateTimeOffset now) =>
        GetValidityPeriod(which) is var (from, to) && now >= from && now + RenewalMargin <= to;

    private static (DateTimeOffset From, DateTimeOffset To) GetValidityPeriod(X509Certificate2 which) =>
        (new DateTimeOffset(which.NotBefore), new DateTimeOffset(which.NotAfter));

    private static X509EnhancedKeyUsageExtension CreateServerAuthenticationUsage() => new([new Oid("1.3.6.1.5.5.7.3.1")], critical: false);

    private static byte[] NewSerialNumber(IRandomSource random)
    {
        var bytes = random.NewBytes(16);
        bytes[0] = (byte)((bytes[0] & 0x7F) | 0x40); // positive, and no leading zero
        return bytes;
    }
}
