using System.Security.Cryptography.X509Certificates;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // the process ends after the command that shows the certificate

/// <summary>The certificate of the stored CA, for a command that shows it. The CA may be one that a server with the same settings would replace.</summary>
/// <param name="Warning">Why a server would replace the CA; null if it would use it.</param>
internal sealed record StoredAuthority(string Pem, string? Warning)
{
    /// <summary>Returns null when no CA is stored. The error says why the stored one cannot be shown.</summary>
    public static Result<StoredAuthority?, string> Find(CertificateFolder folder, CertificateNames names, DateTimeOffset now)
    {
        var (keyFile, certificateFile) = (folder.AuthorityKeyPath, folder.AuthorityCertificatePath);
        if (CertificateFolder.Read(keyFile).TryGetValue(out var certificate, out var keyError) && certificate is not null && CertificateAuthority.IsAuthority(certificate))
            return Create(certificate, keyFile, CertificateAuthority.GetError(certificate, names, now));

        // The certificate can be shown without the key, which may belong to another user.
        var (file, reason) = keyError is null && certificate is null ? (certificateFile, "has no private key") : (keyFile, keyError ?? CertificateAuthority.NotAuthority);
        if (!CertificateFolder.ReadPublic(certificateFile).TryGetValue(out var shown, out var error))
            return $"The CA in {certificateFile} {error}.";
        if (shown is not null && CertificateAuthority.IsAuthority(shown))
            return Create(shown, file, reason);
        return keyError is null && certificate is null && shown is null
            ? Result<StoredAuthority?, string>.Success(null)
            : $"The CA in {file} {reason}, and {certificateFile} contains no CA.";
    }

    /// <summary>
    /// Writes the file that clients trust if it is missing or damaged. It is a copy, so that nothing is lost. Returns a warning if the file contained
    /// another CA, otherwise null. The error says why the file cannot be written.
    /// </summary>
    public Result<string?, string> WriteMissingFile(CertificateFolder folder, DateTimeOffset now)
    {
        var file = folder.AuthorityCertificatePath;
        try
        {
            return Result<string?, string>.Success(
                folder.RepairAuthorityCertificate(Pem, now) is { Kept: { } kept } ? $"{file} contained another CA than {folder.AuthorityKeyPath}. It is kept in {kept}." : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Result<string?, string>.Failure(
                $"{file} does not contain the CA, and cannot be written ({exception.Message}). The command 'ca export' prints the certificate.");
        }
    }

    /// <param name="file">The file that <paramref name="reason"/> is about.</param>
    /// <param name="reason">Why a server would replace the CA; null if it would use it.</param>
    private static StoredAuthority Create(X509Certificate2 certificate, string file, string? reason) => new(
        CertificateAuthority.FormatPem(certificate),
        reason is null ? null : $"The CA in {file} {reason}. A server with these settings creates another CA when it starts, and clients must trust that one.");
}
