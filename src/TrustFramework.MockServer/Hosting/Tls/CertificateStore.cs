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
            if (options.DataFolder != CertificateFolder.InMemory)
                Log.NoFolder(logger);
            return (CreateAuthority(), false);
        }

        if (ReadAuthority(folder).TryGetValue(out var kept, out _) && kept is not null && File.Exists(folder.AuthorityCertificatePath))
            return (kept, true);
        try
        {
            using var folderLock = folder.AcquireLock();

            // Another process may have created the CA in the meantime.
            if (ReadAuthority(folder).TryGetValue(out var current, out var error) && current is not null)
            {
                folder.WritePublic(folder.AuthorityCertificatePath, current.Pem);
                return (current, true);
            }

            var created = CreateAuthority();
            folder.WritePrivate(folder.AuthorityKeyPath, created.Certificate);
            folder.WritePublic(folder.AuthorityCertificatePath, created.Pem);
            if (error is null)
                Log.AuthorityCreated(logger, folder.AuthorityCertificatePath, _names, FormatTrustCommand(options));
            else
                Log.AuthorityReplaced(logger, folder.AuthorityKeyPath, error, folder.AuthorityCertificatePath, _names, FormatTrustCommand(options));
            return (created, true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.AuthorityNotPersisted(logger, exception.Message);
            return (CreateAuthority(), false);
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
        {
            var authority = certificate is null ? null : new CertificateAuthority(certificate, _title);
            return authority?.GetError(_names, _time.GetUtcNow()) is { } error ? error : authority;
        });

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
            "The CA in {OldFile:l} {Reason:l}. It is replaced by a new one for {Names:l} in {File:l}. Clients must trust the new CA: {Command:l}")]
        public static partial void AuthorityReplaced(ILogger logger, string oldFile, string reason, string file, CertificateNames names, string command);

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
