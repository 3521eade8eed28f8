namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>The system's CAs and ours in one file, for programs that take one file instead of the system's.</summary>
internal static class SystemCertificateBundle
{
    /// <summary>Where the distributions keep theirs: Debian and Alpine, Fedora, openSUSE, macOS and the BSDs.</summary>
    private static readonly string[] KnownPaths =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    /// <summary>Null when the system's were not found, or the file cannot be written.</summary>
    public static string? Write(CertificateFolder folder, CertificateAuthority authority)
    {
        if (Array.Find(KnownPaths, File.Exists) is not { } system)
            return null;
        try
        {
            folder.WritePublic(folder.BundlePath, $"{File.ReadAllText(system).TrimEnd()}\n{authority.Pem}");
            return folder.BundlePath;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
