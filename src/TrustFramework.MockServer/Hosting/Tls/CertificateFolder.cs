using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The files of one CA. Each is written beside its place and moved there, so that nobody reads half of one. Those with a private
/// key are their owner's alone; the CA's certificate is for everybody, also in a volume that other containers see.
/// </summary>
internal sealed class CertificateFolder(string path, IRandomSource random)
{
    /// <summary>In the place of a folder: nothing is kept.</summary>
    public const string InMemory = ":memory:";

    private const int MaxLockAttempts = 250;

    private static readonly TimeSpan LockRetryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>For those who shall trust it.</summary>
    public string AuthorityCertificatePath => Path.Combine(path, "ca.pem");

    /// <summary>Certificate and private key in one, so that they cannot be of two minds.</summary>
    public string AuthorityKeyPath => Path.Combine(path, "ca-key.pem");

    public string LeafPath => Path.Combine(path, "server.pem");

    /// <summary>The system's CAs and ours, for those who take only one file.</summary>
    public string BundlePath => Path.Combine(path, "bundle.pem");

    /// <summary>Where this configuration keeps its CA; null when it shall not, or none is named and the system has no place for such things.</summary>
    public static CertificateFolder? FromOptions(MockServerOptions options, IRandomSource random)
    {
        var data = options.DataFolder;
        if (data == InMemory)
            return null;
        if (string.IsNullOrEmpty(data))
        {
            var place = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (place.Length == 0)
                return null;
            data = Path.Combine(place, "TrustFramework.MockServer");
        }

        return new CertificateFolder(Path.Combine(Path.GetFullPath(data), options.Intercept ? "intercept" : "https"), random);
    }

    /// <summary>Null when there is no such file, or none that can be used: then <paramref name="error"/> says so.</summary>
    public static X509Certificate2? Read(string file, out string? error)
    {
        error = null;
        try
        {
            var text = File.ReadAllText(file);
            return PrepareForTls(X509Certificate2.CreateFromPem(text, text));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            error = $"cannot be read ({unreadable.Message})";
            return null;
        }
    }

    /// <summary>Windows does not serve with a key that is in memory alone.</summary>
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
    /// One process at a time. The others come again until it is free, since the end of another's lock wakes nobody: a matter of
    /// milliseconds, and <see cref="IOException"/> after five seconds.
    /// </summary>
    public IDisposable AcquireLock()
    {
        Directory.CreateDirectory(path);
        // A folder that cannot be written shows here, and is not taken for one in which somebody else is at work.
        var probe = NewTemporaryPath();
        File.WriteAllText(probe, "");
        File.Delete(probe);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MaxLockAttempts)
            {
                Thread.Sleep(LockRetryDelay);
            }
        }
    }

    private void Write(string file, string text, UnixFileMode others)
    {
        var temporary = NewTemporaryPath();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | others;
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(text);
        File.Move(temporary, file, overwrite: true);
    }

    private string NewTemporaryPath() => Path.Combine(path, $".{random.NewId():N}");
}
