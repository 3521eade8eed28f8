using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // what is served lives as long as the server

/// <summary>A certificate that the user brings: PFX, or PEM with the key in the same file or in another.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Chain">What stands between it and its CA; may be empty.</param>
internal sealed record OwnCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Null when none is set, or none can be used: then <paramref name="fault"/> says what to write. No fault tells the password.</summary>
    public static OwnCertificate? Read(HttpsOptions options, out string? fault)
    {
        fault = null;
        if (options.Certificate is not { } file)
        {
            if (options.CertificateKey is not null || options.CertificatePassword is not null)
            {
                fault = "MockServer:Https:CertificateKey and CertificatePassword belong to a certificate, and there is none. "
                    + "Write its path into MockServer:Https:Certificate.";
            }

            return null;
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
            fault = $"MockServer:Https:Certificate is '{file}', and no certificate with its private key can be read from it: {unusable.Message} "
                + "Write the path of a PFX or PEM file; the key of a PEM file may stand in MockServer:Https:CertificateKey, "
                + "the password of either in MockServer:Https:CertificatePassword.";
            return null;
        }
    }

    private static OwnCertificate FromPfx(byte[] content, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("There is no private key.");
        all.Remove(leaf);
        return new OwnCertificate(leaf, all);
    }

    private static OwnCertificate FromPem(string text, HttpsOptions options)
    {
        var key = options.CertificateKey is { } file ? File.ReadAllText(file) : text;
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        chain.RemoveAt(0); // the leaf, which comes first
        var leaf = options.CertificatePassword is { } password && key.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(text, key, password)
            : X509Certificate2.CreateFromPem(text, key);
        return new OwnCertificate(CertificateFolder.Usable(leaf), chain);
    }
}
