namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>A file with the CAs of the system and the server's own CA, for programs that read a file instead of the system's store.</summary>
internal static class SystemCertificateBundle
{
    /// <summary>The bundles of the distributions: Debian and Alpine, Fedora, openSUSE, macOS and the BSDs.</summary>
    private static readonly string[] KnownPaths =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    /// <summary>The path of the file; null if the CAs of the system were not found or the file cannot be written.</summary>
    public static string? Write(CertificateFolder folder, string authorityPem)
    {
        if (Array.Find(KnownPaths, File.Exists) is not { } system)
            return null;
        try
        {
            var bundle = $"{File.ReadAllText(system).TrimEnd()}\n{authorityPem}";
            if (!CertificateFolder.HasText(folder.BundlePath, bundle))
                folder.WritePublic(folder.BundlePath, bundle);
            return folder.BundlePath;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
