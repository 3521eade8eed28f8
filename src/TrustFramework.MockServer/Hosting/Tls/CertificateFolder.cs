using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The files of one CA. Only the owner can read files with a private key. Everyone can read the certificate of the CA, also in a volume that
/// other containers mount.
/// </summary>
internal sealed class CertificateFolder(string path, IRandomSource random)
{
    private const int MaxLockAttempts = 250;

    private const UnixFileMode PublicMode = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan LockRetryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>The certificate that clients trust.</summary>
    public string AuthorityCertificatePath => Path.Combine(path, "ca.pem");

    /// <summary>Certificate and private key in one file, so that they always belong together.</summary>
    public string AuthorityKeyPath => Path.Combine(path, "ca-key.pem");

    public string LeafPath => Path.Combine(path, "server.pem");

    /// <summary>The CAs of the system and this one, for programs that read a single file.</summary>
    public string BundlePath => Path.Combine(path, "bundle.pem");

    /// <summary>The folder of this configuration; null if nothing is stored, or if no folder is set and the system has none for application data.</summary>
    public static CertificateFolder? FromOptions(MockServerOptions options, IRandomSource random)
    {
        return DataFolderPath.Find(options) is { } data ? new CertificateFolder(Path.Combine(data, options.Intercept ? "intercept" : "https"), random) : null;
    }

    /// <summary>The certificate in a file, with its private key; null if there is no such file. The error is the predicate of a sentence about the file.</summary>
    public static Result<X509Certificate2?, string> Read(string file) => Read(file, text => PrepareForTls(X509Certificate2.CreateFromPem(text, text)));

    /// <summary>The same without the private key, which the file may lack.</summary>
    public static Result<X509Certificate2?, string> ReadPublic(string file) => Read(file, text => X509Certificate2.CreateFromPem(text));

    /// <summary>Windows cannot use an ephemeral private key for TLS.</summary>
    public static X509Certificate2 PrepareForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>Whether the file has exactly this text.</summary>
    public static bool HasText(string file, string text)
    {
        try
        {
            return File.ReadAllText(file) == text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes a file that everyone can read.</summary>
    public void WritePublic(string file, string text)
    {
        using var temporary = NewTemporaryFile();
        temporary.Write(text, PublicMode);
        temporary.MoveTo(file);
    }

    /// <summary>Writes the certificate and its private key to a file that only the owner can read.</summary>
    public void WritePrivate(string file, X509Certificate2 certificate)
    {
        using var temporary = NewTemporaryFile();
        temporary.Write(FormatWithKey(certificate), UnixFileMode.None);
        temporary.MoveTo(file);
    }

    /// <summary>Writes the files of a new CA. Returns the new paths of the files that it replaces: somebody may trust the previous CA.</summary>
    public IReadOnlyList<string> WriteAuthority(CertificateAuthority authority, DateTimeOffset now)
    {
        using var key = NewTemporaryFile();
        using var certificate = NewTemporaryFile();
        // Both are written first, so that a full disk does not cost the previous CA.
        key.Write(FormatWithKey(authority.Certificate), UnixFileMode.None);
        certificate.Write(authority.Pem, PublicMode);
        List<string> kept = [.. new[] { KeepAside(AuthorityKeyPath, now), KeepAside(AuthorityCertificatePath, now) }.OfType<string>()];
        key.MoveTo(AuthorityKeyPath);
        certificate.MoveTo(AuthorityCertificatePath);
        return kept;
    }

    /// <summary>
    /// Writes the file that clients trust if it does not contain the certificate. A file that contains it stays as it is: a user may have added
    /// other CAs, or an editor may have changed the line ends. Returns null if nothing is written.
    /// </summary>
    /// <param name="pem">The certificate of the CA in <see cref="AuthorityKeyPath"/>.</param>
    public AuthorityRepair? RepairAuthorityCertificate(string pem, DateTimeOffset now)
    {
        if (Contains(AuthorityCertificatePath, pem))
            return null;
        using var folderLock = AcquireLock();
        // Another process may have repaired the file or replaced the CA in the meantime.
        if (Contains(AuthorityCertificatePath, pem) || !Contains(AuthorityKeyPath, pem))
            return null;
        var kept = ReadCertificates(AuthorityCertificatePath).Any(CertificateAuthority.IsAuthority) ? KeepAside(AuthorityCertificatePath, now) : null;
        WritePublic(AuthorityCertificatePath, pem);
        return new AuthorityRepair(kept);
    }

    /// <summary>
    /// Locks the folder against other processes. They retry, because the file system does not notify a waiting process. After five seconds
    /// they get an <see cref="IOException"/>.
    /// </summary>
    public IDisposable AcquireLock()
    {
        Directory.CreateDirectory(path);
        // Fails at once if nothing can be written to the folder. Otherwise the loop below would treat it as locked.
        using (var probe = NewTemporaryFile())
            probe.Write("probe", UnixFileMode.None);
        for (var attempts = 0; ; attempts++)
        {
            try
            {
                return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempts < MaxLockAttempts)
            {
                Thread.Sleep(LockRetryDelay);
            }
        }
    }

    private static bool Contains(string file, string pem) => ReadCertificates(file).Any(certificate => CertificateAuthority.FormatPem(certificate) == pem);

    /// <summary>All certificates in a file; none if the file cannot be read.</summary>
    private static X509Certificate2Collection ReadCertificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            certificates.Clear();
        }

        return certificates;
    }

    private static Result<X509Certificate2?, string> Read(string file, Func<string, X509Certificate2> parse)
    {
        try
        {
            return parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Result<X509Certificate2?, string>.Success(null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"cannot be read ({exception.Message})";
        }
    }

    /// <summary>Renames a file, so that its name contains the time. Returns the new path; null if there is nothing to keep.</summary>
    private static string? KeepAside(string file, DateTimeOffset now)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
            return null;
        var kept = Path.ChangeExtension(file, $"{now.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}{Path.GetExtension(file)}");
        File.Move(file, kept);
        return kept;
    }

    private static string FormatWithKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private TemporaryFile NewTemporaryFile() => new(Path.Combine(path, $".{random.NewId():N}"));
}

/// <summary>The file that clients trust was written again.</summary>
/// <param name="Kept">The new path of the previous file if it contained another CA; otherwise null.</param>
internal sealed record AuthorityRepair(string? Kept);
