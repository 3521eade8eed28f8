using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // what is served lives as long as the server

/// <summary>A certificate that the user brings: PFX, or PEM with the key in the same file or in another.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Chain">What stands between it and its CA; may be empty.</param>
internal sealed record ConfiguredCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>The certificate of the settings; null when none is set. The error says what to write, and never contains the password.</summary>
    public static Result<ConfiguredCertificate?, string> Read(HttpsOptions options)
    {
        if (options.Certificate is not { } file)
        {
            return options.CertificateKey is null && options.CertificatePassword is null
                ? Result<ConfiguredCertificate?, string>.Success(null)
                : "MockServer:Https:CertificateKey and CertificatePassword belong to a certificate, and there is none. "
                    + "Write its path into MockServer:Https:Certificate.";
        }

        try
        {
            var content = File.ReadAllBytes(file);
            return content.AsSpan().IndexOf("-----BEGIN"u8) < 0
                ? FromPfx(content, options.CertificatePassword)
                : FromPem(Encoding.UTF8.GetString(content), options);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"MockServer:Https:Certificate is '{file}', and no certificate with its private key can be read from it: {unusable.Message} "
                + "Write the path of a PFX or PEM file; the key of a PEM file may stand in MockServer:Https:CertificateKey, "
                + "the password of either in MockServer:Https:CertificatePassword.";
        }
    }

    private static ConfiguredCertificate FromPfx(byte[] content, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("There is no private key.");
        all.Remove(leaf);
        return new ConfiguredCertificate(leaf, all);
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
