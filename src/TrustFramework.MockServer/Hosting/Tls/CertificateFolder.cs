using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The files of one CA. Each file is written to a temporary path and then moved, so that no process reads an incomplete one. Only the owner can
/// read files with a private key. Everyone can read the certificate of the CA, also in a volume that other containers mount.
/// </summary>
internal sealed class CertificateFolder(string path, IRandomSource random)
{
    /// <summary>The value of <c>MockServer:DataFolder</c> that stores nothing.</summary>
    public const string InMemory = ":memory:";

    private const int MaxLockAttempts = 250;

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
        var data = options.DataFolder;
        if (data == InMemory)
            return null;
        if (string.IsNullOrEmpty(data))
        {
            var applicationData = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (applicationData.Length == 0)
                return null;
            data = Path.Combine(applicationData, "TrustFramework.MockServer");
        }

        return new CertificateFolder(Path.Combine(Path.GetFullPath(data), options.Intercept ? "intercept" : "https"), random);
    }

    /// <summary>The certificate in a file; null if there is no such file. The error is the predicate of a sentence about the file.</summary>
    public static Result<X509Certificate2?, string> Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return PrepareForTls(X509Certificate2.CreateFromPem(text, text));
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

    /// <summary>Windows cannot use an ephemeral private key for TLS.</summary>
    public static X509Certificate2 PrepareForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    public void WritePublic(string file, string text) => Write(file, text, UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    public void WritePrivate(string file, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        Write(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n", UnixFileMode.None);
    }

    /// <summary>
    /// Locks the folder against other processes. They retry, because the file system does not notify a waiting process. After five seconds
    /// they get an <see cref="IOException"/>.
    /// </summary>
    public IDisposable AcquireLock()
    {
        Directory.CreateDirectory(path);
        // Fails at once if the folder is not writable. Otherwise the loop below would treat it as locked.
        var probe = NewTemporaryPath();
        File.WriteAllText(probe, "");
        File.Delete(probe);
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

    private void Write(string file, string text, UnixFileMode othersMode)
    {
        var temporary = NewTemporaryPath();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | othersMode;
        try
        {
            using (var writer = new StreamWriter(temporary, options))
                writer.Write(text);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary); // exists only if writing or moving failed
        }
    }

    private string NewTemporaryPath() => Path.Combine(path, $".{random.NewId():N}");
}
