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
    public const string Nowhere = ":memory:";

    private const int MostTries = 250;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>For those who shall trust it.</summary>
    public string AuthorityPem => Path.Combine(path, "ca.pem");

    /// <summary>Certificate and private key in one, so that they cannot be of two minds.</summary>
    public string AuthorityKey => Path.Combine(path, "ca-key.pem");

    public string Leaf => Path.Combine(path, "server.pem");

    /// <summary>The system's CAs and ours, for those who take only one file.</summary>
    public string Bundle => Path.Combine(path, "bundle.pem");

    /// <summary>Where this configuration keeps its CA; null when it shall not, or none is named and the system has no place for such things.</summary>
    public static CertificateFolder? Of(MockServerOptions options, IRandomSource random)
    {
        var data = options.DataFolder;
        if (data == Nowhere)
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

    /// <summary>Null when there is no such file, or none that can be used: then <paramref name="fault"/> says so.</summary>
    public static X509Certificate2? Read(string file, out string? fault)
    {
        fault = null;
        try
        {
            var text = File.ReadAllText(file);
            return Usable(X509Certificate2.CreateFromPem(text, text));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            fault = $"cannot be read ({unreadable.Message})";
            return null;
        }
    }

    /// <summary>Windows does not serve with a key that is in memory alone.</summary>
    public static X509Certificate2 Usable(X509Certificate2 certificate)
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
    public IDisposable TakeTurn()
    {
        Directory.CreateDirectory(path);
        // A folder that cannot be written shows here, and is not taken for one in which somebody else is at work.
        var probe = Temporary();
        File.WriteAllText(probe, "");
        File.Delete(probe);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private void Write(string file, string text, UnixFileMode others)
    {
        var temporary = Temporary();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | others;
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(text);
        File.Move(temporary, file, overwrite: true);
    }

    private string Temporary() => Path.Combine(path, $".{random.NewId():N}");
}
