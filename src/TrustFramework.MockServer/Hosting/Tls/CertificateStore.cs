using System.Security.Cryptography.X509Certificates;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

#pragma warning disable CA2000 // what is served lives as long as the server

/// <summary>
/// The CA and the server's certificate: kept from the last start, made on the first. Where nothing can be kept they are made for
/// this run alone.
/// </summary>
internal sealed partial class CertificateStore(MockServerOptions options, IRandomSource random, ILogger logger)
{
    private readonly CertificateFolder? _folder = CertificateFolder.FromOptions(options, random);

    private readonly CertificateNames _names = CertificateNames.FromOptions(options);

    /// <summary>The real one, whatever clock the rest runs by: certificates are judged by the clients' clocks.</summary>
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Interception has a CA of its own: who trusts the other one has not agreed to be told that we are Microsoft.</summary>
    private readonly string _title = options.Intercept ? "TrustFramework.MockServer interception CA" : "TrustFramework.MockServer CA";

    /// <summary>The CA, and whether it will be the same next time.</summary>
    public (CertificateAuthority Authority, bool IsKept) GetOrCreateAuthority()
    {
        if (_folder is not { } folder)
        {
            if (options.DataFolder != CertificateFolder.InMemory)
                Log.NoFolder(logger);
            return (CreateAuthority(), false);
        }

        if (ReadAuthority(folder, out _) is { } kept && File.Exists(folder.AuthorityCertificatePath))
            return (kept, true);
        try
        {
            using var turn = folder.AcquireLock();
            if (ReadAuthority(folder, out var fault) is { } others)
            {
                folder.WritePublic(folder.AuthorityCertificatePath, others.Pem);
                return (others, true);
            }

            var made = CreateAuthority();
            folder.WritePrivate(folder.AuthorityKeyPath, made.Certificate);
            folder.WritePublic(folder.AuthorityCertificatePath, made.Pem);
            if (fault is null)
                Log.AuthorityCreated(logger, folder.AuthorityCertificatePath, _names, FormatTrustCommand(options));
            else
                Log.AuthorityReplaced(logger, folder.AuthorityKeyPath, fault, folder.AuthorityCertificatePath, _names);
            return (made, true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            Log.AuthorityNotPersisted(logger, unwritable.Message);
            return (CreateAuthority(), false);
        }
    }

    /// <summary>What the server shows to its clients.</summary>
    public X509Certificate2 GetOrCreateLeaf(CertificateAuthority authority, bool isKept)
    {
        if (!isKept || _folder is not { } folder)
            return CertificateFolder.PrepareForTls(IssueLeaf(authority));
        var kept = CertificateFolder.Read(folder.LeafPath, out _);
        if (kept is not null && authority.IsCurrentLeaf(kept, _names, _time.GetUtcNow()))
            return kept;
        kept?.Dispose();
        var issued = IssueLeaf(authority);
        try
        {
            folder.WritePrivate(folder.LeafPath, issued);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The CA is what clients trust; this one will do for the run.
        }

        return CertificateFolder.PrepareForTls(issued);
    }

    /// <summary>What tells a user how to trust this configuration's CA.</summary>
    public static string FormatTrustCommand(MockServerOptions options) => $"TrustFramework.MockServer ca trust{(options.Intercept ? " --intercept" : "")}";

    private CertificateAuthority? ReadAuthority(CertificateFolder where, out string? error)
    {
        var certificate = CertificateFolder.Read(where.AuthorityKeyPath, out error);
        if (certificate is null)
            return null;
        var kept = new CertificateAuthority(certificate, _title);
        error = kept.GetError(_names, _time.GetUtcNow());
        return error is null ? kept : null;
    }

    private CertificateAuthority CreateAuthority() => CertificateAuthority.Create(_title, _names, _time.GetUtcNow(), random);

    private X509Certificate2 IssueLeaf(CertificateAuthority authority) => authority.Issue(_names, _time.GetUtcNow(), random);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Made a CA for {Names}, and nothing else: {File}. What clients must set to trust it: {Command}")]
        public static partial void AuthorityCreated(ILogger logger, string file, CertificateNames names, string command);

        [LoggerMessage(
            LogLevel.Warning,
            "The CA in {OldFile} {Fault}: there is a new one for {Names} in {File}, and clients must be told to trust it anew")]
        public static partial void AuthorityReplaced(ILogger logger, string oldFile, string fault, string file, CertificateNames names);

        [LoggerMessage(
            LogLevel.Warning,
            "The CA cannot be kept ({Reason}): it changes at each start, and clients must fetch it anew from /_mock/ca.pem. "
            + "Set MockServer:DataFolder to a folder that can be written")]
        public static partial void AuthorityNotPersisted(ILogger logger, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "There is no folder to keep the CA in: it changes at each start, and clients must fetch it anew from /_mock/ca.pem. "
            + "Set MockServer:DataFolder to a folder that can be written")]
        public static partial void NoFolder(ILogger logger);
    }
}
