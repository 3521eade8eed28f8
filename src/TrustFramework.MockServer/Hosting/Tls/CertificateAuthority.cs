using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The server's own CA. It can issue certificates only for servers and only for the names that this server serves. Its keys are elliptic curve
/// keys because they take little time to generate.
/// </summary>
internal sealed class CertificateAuthority(X509Certificate2 certificate, string title)
{
    /// <summary>Certificates start in the past, because the clock of a client, for example in a virtual machine, may be behind.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>The longest lifetime of a server certificate that browsers and macOS accept.</summary>
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(397);

    /// <summary>A certificate that expires within this time is renewed at start, because a server may run for weeks.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromDays(30);

    /// <summary>The predicate of a sentence about a file that should contain a CA.</summary>
    public const string NotAuthority = "is not the certificate of a CA";

    public X509Certificate2 Certificate => certificate;

    public string Pem => FormatPem(certificate);

    /// <summary>The text of a file with the certificate.</summary>
    public static string FormatPem(X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n";

    /// <param name="title">Its name in lists of trusted CAs.</param>
    public static CertificateAuthority Create(string title, CertificateNames names, DateTimeOffset now, IRandomSource random)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The date distinguishes a CA from the one that it replaces.
        var day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var request = new CertificateRequest($"CN={title} {day}, O=TrustFramework.MockServer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(CreateServerAuthenticationUsage());
        request.CertificateExtensions.Add(NameConstraints.Create(names));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var created = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - ClockSkew, now + Lifetime, NewSerialNumber(random));
        return new CertificateAuthority(created.CopyWithPrivateKey(key), title);
    }

    /// <summary>Null if the certificate of a CA can be used for these names, otherwise the reason, as the predicate of a sentence about the CA.</summary>
    public static string? GetError(X509Certificate2 candidate, CertificateNames names, DateTimeOffset now) => 0 switch
    {
        _ when !candidate.HasPrivateKey => "has no private key",
        _ when !IsAuthority(candidate) => NotAuthority,
        _ when !IsCurrent(candidate, now) => $"is valid from {candidate.NotBefore:u} to {candidate.NotAfter:u}",
        _ when !NameConstraints.Covers(candidate, names) => $"does not cover all of {names}",
        _ => null,
    };

    /// <summary>Whether a certificate is the certificate of a CA, and not of a server.</summary>
    public static bool IsAuthority(X509Certificate2 candidate) =>
        candidate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true };

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
        using var created = request.Create(
            certificate,
            now - ClockSkew > from ? now - ClockSkew : from,
            now + LeafLifetime < to ? now + LeafLifetime : to,
            NewSerialNumber(random));
        return created.CopyWithPrivateKey(key);
    }

    /// <summary>Whether this CA issued the certificate for exactly these names, and it does not expire soon.</summary>
    public bool IsCurrentLeaf(X509Certificate2 leaf, CertificateNames names, DateTimeOffset now) =>
        leaf.HasPrivateKey
        && leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } issuer
        && certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } authority
        && issuer.Span.SequenceEqual(authority.SubjectKeyIdentifierBytes.Span)
        && leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } leafNames
        && leafNames.RawData.AsSpan().SequenceEqual(names.CreateSubjectAlternativeNames().RawData)
        && IsCurrent(leaf, now);

    private static bool IsCurrent(X509Certificate2 candidate, DateTimeOffset now) =>
        GetValidityPeriod(candidate) is var (from, to) && now >= from && now + RenewalMargin <= to;

    private static (DateTimeOffset From, DateTimeOffset To) GetValidityPeriod(X509Certificate2 candidate) =>
        (new DateTimeOffset(candidate.NotBefore), new DateTimeOffset(candidate.NotAfter));

    private static X509EnhancedKeyUsageExtension CreateServerAuthenticationUsage() => new([new Oid("1.3.6.1.5.5.7.3.1")], critical: false);

    private static byte[] NewSerialNumber(IRandomSource random)
    {
        var bytes = random.NewBytes(16);
        bytes[0] = (byte)((bytes[0] & 0x7F) | 0x40); // positive, without a leading zero
        return bytes;
    }
}
