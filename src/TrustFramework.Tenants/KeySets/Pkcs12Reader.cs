using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Reads PFX files that clients upload to a key set: graph-surface K9.</summary>
/// <param name="tripleDesOnly">Reads only the files that the service reads: clients E-ks7 [O].</param>
internal sealed class Pkcs12Reader(bool tripleDesOnly)
{
    // ERROR_INVALID_PASSWORD of Windows. .NET reports it on every operating system.
    private const int InvalidPasswordHResult = unchecked((int)0x80070056);

    /// <summary>
    /// Current tools hash a password 2,000 to 10,000 times for each part of a file, older versions of keytool up to 100,000 times. The limits of
    /// .NET allow a file that takes seconds to read. [I]
    /// </summary>
    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MacIterationLimit = 100_000,
        IndividualKdfIterationLimit = 100_000,
        TotalKdfIterationLimit = 100_000,
        MaxCertificates = CertificateReader.MaxCertificates,
        MaxKeys = 5,
    };

    /// <summary>The key of the file with its private part, and its certificates.</summary>
    /// <param name="content">Base64 of the file.</param>
    public Result<CertifiedKey, Refusal> Read(string content, string password)
    {
        if (Base64.Decode(content) is not { } file)
            return BadlyFormatted(KeyError.NotBase64);
        if (Pkcs12Algorithms.Read(file) is not { } algorithms)
            return BadlyFormatted(KeyError.NotPkcs12);
        if (tripleDesOnly && !algorithms.All(Pkcs12Algorithms.IsLegacy))
            return new Refusal.Pkcs12NotTripleDes();

        X509Certificate2Collection certificates = [];
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(file, password, StorageFlags, Limits);
            return ToCertifiedKey(certificates);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            return BadlyFormatted(KeyError.Pkcs12TooExpensive);
        }
        catch (CryptographicException exception)
        {
            return exception.HResult == InvalidPasswordHResult ? new Refusal.PasswordWrong() : BadlyFormatted(KeyError.NotPkcs12);
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    /// <summary>Keeps keys in memory. macOS does not support that and uses a temporary keychain.</summary>
    private static X509KeyStorageFlags StorageFlags =>
        X509KeyStorageFlags.Exportable | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);

    /// <summary>Uses the first certificate with a private key. [I]</summary>
    private static Result<CertifiedKey, Refusal> ToCertifiedKey(X509Certificate2Collection certificates)
    {
        if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } leaf)
            return BadlyFormatted(KeyError.NoPrivateKey);
        using var key = leaf.GetRSAPrivateKey();
        return key is null
            ? BadlyFormatted(KeyError.NotRsa)
            : CertifiedKey.Create(key.ExportParameters(includePrivateParameters: true), leaf, certificates.Where(other => other != leaf));
    }

    private static Refusal.KeyBadlyFormatted BadlyFormatted(KeyError error) => new(error);
}
