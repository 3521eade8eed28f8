using System.Security.Cryptography.X509Certificates;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // the certificates live as long as the server

/// <summary>
/// Loads the CA and the server certificate from the data folder, and creates them if they do not exist. If nothing can be stored, they exist only
/// for this run.
/// </summary>
internal sealed partial class CertificateStore(MockServerOptions options, IRandomSource random, ILogger logger)
{
    private readonly CertificateFolder? _folder = CertificateFolder.FromOptions(options, random);

    private readonly CertificateNames _names = CertificateNames.FromOptions(options);

    /// <summary>The system clock, even if the server uses another one: clients check certificates against their own clocks.</summary>
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Interception has a CA of its own: a user who trusts the other CA has not agreed to trust certificates for Microsoft hosts.</summary>
    private readonly string _title = options.Intercept ? "TrustFramework.MockServer interception CA" : "TrustFramework.MockServer CA";

    /// <summary>The CA, and whether it is stored for the next run.</summary>
    public (CertificateAuthority Authority, bool IsKept) GetOrCreateAuthority()
    {
        if (_folder is not { } folder)
        {
            if (options.DataFolder != DataFolderPath.InMemory)
                Log.NoFolder(logger);
            return (CreateAuthority(), false);
        }

        ReadAuthority(folder).TryGetValue(out var authority, out _);
        if (authority is null)
        {
            try
            {
                using var folderLock = folder.AcquireLock();
                // Another process may have created the CA in the meantime.
                if (!ReadAuthority(folder).TryGetValue(out authority, out var error) || authority is null)
                    return (Replace(folder, error), true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.AuthorityNotPersisted(logger, exception.Message);
                return (CreateAuthority(), false);
            }
        }

        Repair(folder, authority);
        return (authority, true);
    }

    /// <summary>The stored CA, or a new one if none is stored. Never replaces a stored CA. The error says why there is none to show.</summary>
    public Result<StoredAuthority, string> FindOrCreateAuthority(CertificateFolder folder)
    {
        if (!FindAuthority(folder).TryGetValue(out var found, out var error))
            return error;
        if (found is not null)
            return found;
        try
        {
            using var folderLock = folder.AcquireLock();
            // Another process may have created the CA in the meantime.
            return FindAuthority(folder).Map(current => current ?? new StoredAuthority(Replace(folder, error: null).Pem, Warning: null));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The CA cannot be stored ({exception.Message}). Set MockServer:DataFolder to a writable folder.";
        }
    }

    /// <summary>The certificate that the server sends to its clients.</summary>
    public X509Certificate2 GetOrCreateLeaf(CertificateAuthority authority, bool isKept)
    {
        if (!isKept || _folder is not { } folder)
            return CertificateFolder.PrepareForTls(IssueLeaf(authority));
        CertificateFolder.Read(folder.LeafPath).TryGetValue(out var kept, out _);
        if (kept is not null && authority.IsCurrentLeaf(kept, _names, _time.GetUtcNow()))
            return kept;
        kept?.Dispose();
        var issued = IssueLeaf(authority);
        try
        {
            folder.WritePrivate(folder.LeafPath, issued);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Clients trust the CA, so a certificate that exists only for this run works too.
        }

        return CertificateFolder.PrepareForTls(issued);
    }

    /// <summary>The command that prints how to trust the CA of this configuration.</summary>
    public static string FormatTrustCommand(MockServerOptions options) => $"trustframework-mock ca trust{(options.Intercept ? " --intercept" : "")}";

    /// <summary>The stored CA; null if there is none. The error says why the stored CA cannot be used.</summary>
    private Result<CertificateAuthority?, string> ReadAuthority(CertificateFolder folder) =>
        CertificateFolder.Read(folder.AuthorityKeyPath).Then<CertificateAuthority?>(certificate =>
            certificate is null ? Result<CertificateAuthority?, string>.Success(null)
            : CertificateAuthority.GetError(certificate, _names, _time.GetUtcNow()) is { } error ? error
            : new CertificateAuthority(certificate, _title));

    private Result<StoredAuthority?, string> FindAuthority(CertificateFolder folder) => StoredAuthority.Find(folder, _names, _time.GetUtcNow());

    private void Repair(CertificateFolder folder, CertificateAuthority authority)
    {
        try
        {
            if (folder.RepairAuthorityCertificate(authority.Pem, _time.GetUtcNow()) is { } repair)
                Log.CertificateRepaired(logger, folder.AuthorityCertificatePath, FormatKept(repair.Kept));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.CertificateNotRepaired(logger, folder.AuthorityCertificatePath, exception.Message);
        }
    }

    /// <param name="error">Why the stored CA cannot be used; null if there is none.</param>
    private CertificateAuthority Replace(CertificateFolder folder, string? error)
    {
        var created = CreateAuthority();
        var kept = folder.WriteAuthority(created, _time.GetUtcNow());
        var (file, command) = (folder.AuthorityCertificatePath, FormatTrustCommand(options));
        if (error is null && kept.Count == 0)
            Log.AuthorityCreated(logger, file, _names, command);
        else
            Log.AuthorityReplaced(logger, error is null ? file : folder.AuthorityKeyPath, error ?? "has no private key", file, _names, command, FormatKept(kept.Count == 0 ? null : string.Join(", ", kept)));
        return created;
    }

    private static string FormatKept(string? files) => files is null ? "" : $". The previous CA is kept in {files}";

    private CertificateAuthority CreateAuthority() => CertificateAuthority.Create(_title, _names, _time.GetUtcNow(), random);

    private X509Certificate2 IssueLeaf(CertificateAuthority authority) => authority.Issue(_names, _time.GetUtcNow(), random);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Created a CA for {Names:l} only: {File:l}. To trust it, run: {Command:l}")]
        public static partial void AuthorityCreated(ILogger logger, string file, CertificateNames names, string command);

        [LoggerMessage(
            LogLevel.Warning,
            "The CA in {OldFile:l} {Reason:l}. It is replaced by a new one for {Names:l} in {File:l}. Clients must trust the new CA: {Command:l}{Kept:l}")]
        public static partial void AuthorityReplaced(ILogger logger, string oldFile, string reason, string file, CertificateNames names, string command, string kept);

        [LoggerMessage(LogLevel.Warning, "{File:l} was missing or did not contain the certificate of the CA. It is written again{Kept:l}")]
        public static partial void CertificateRepaired(ILogger logger, string file, string kept);

        [LoggerMessage(
            LogLevel.Warning,
            "{File:l} is missing or does not contain the certificate of the CA, and cannot be written ({Reason:l}). Clients can download the certificate from /_mock/ca.pem")]
        public static partial void CertificateNotRepaired(ILogger logger, string file, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "The CA cannot be stored ({Reason:l}). It changes at each start, and clients must download it again from /_mock/ca.pem. "
            + "Set MockServer:DataFolder to a writable folder")]
        public static partial void AuthorityNotPersisted(ILogger logger, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "There is no folder to store the CA in. It changes at each start, and clients must download it again from /_mock/ca.pem. "
            + "Set MockServer:DataFolder to a writable folder")]
        public static partial void NoFolder(ILogger logger);
    }
}
