namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>The system's CAs and ours in one file, for programs that take one file instead of the system's.</summary>
internal static class SystemBundle
{
    /// <summary>Where the distributions keep theirs: Debian and Alpine, Fedora, openSUSE, macOS and the BSDs.</summary>
    private static readonly string[] Places =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    /// <summary>Null when the system's were not found, or the file cannot be written.</summary>
    public static string? Write(CertificateFolder folder, CertificateAuthority authority)
    {
        if (Array.Find(Places, File.Exists) is not { } system)
            return null;
        try
        {
            folder.WritePublic(folder.Bundle, $"{File.ReadAllText(system).TrimEnd()}\n{authority.Pem}");
            return folder.Bundle;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
