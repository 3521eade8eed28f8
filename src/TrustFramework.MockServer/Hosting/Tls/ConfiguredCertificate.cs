using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // the certificates live as long as the server

/// <summary>A certificate from the settings: PFX, or PEM with the key in the same or another file.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Chain">The intermediate certificates; may be empty.</param>
internal sealed record ConfiguredCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>The certificate from the settings; null if none is set. The error says what to set and never contains the password.</summary>
    public static Result<ConfiguredCertificate?, string> Read(HttpsOptions options)
    {
        if (options.Certificate is not { } file)
        {
            return options.CertificateKey is null && options.CertificatePassword is null
                ? Result<ConfiguredCertificate?, string>.Success(null)
                : "MockServer:Https:CertificateKey and CertificatePassword require a certificate. "
                    + "Set its path in MockServer:Https:Certificate.";
        }

        try
        {
            var content = File.ReadAllBytes(file);
            return content.AsSpan().IndexOf("-----BEGIN"u8) < 0
                ? FromPfx(content, options.CertificatePassword)
                : FromPem(Encoding.UTF8.GetString(content), options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"MockServer:Https:Certificate is '{file}', but no certificate with a private key can be read from it: {exception.Message} "
                + "Set the path of a PFX or PEM file. MockServer:Https:CertificateKey can name the key of a PEM file, "
                + "MockServer:Https:CertificatePassword sets the password of either.";
        }
    }

    private static ConfiguredCertificate FromPfx(byte[] content, string? password)
    {
        var certificates = X509CertificateLoader.LoadPkcs12Collection(content, password);
        var leaf = certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("There is no private key.");
        certificates.Remove(leaf);
        return new ConfiguredCertificate(leaf, certificates);
    }

    private static ConfiguredCertificate FromPem(string text, HttpsOptions options)
    {
        var key = options.CertificateKey is { } file ? File.ReadAllText(file) : text;
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        chain.RemoveAt(0); // the leaf, which comes first
        var leaf = options.CertificatePassword is { } password && key.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(text, key, password)
            : X509Certificate2.CreateFromPem(text, key);
        return new ConfiguredCertificate(CertificateFolder.PrepareForTls(leaf), chain);
    }
}
