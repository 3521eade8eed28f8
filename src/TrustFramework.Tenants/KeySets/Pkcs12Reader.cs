using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.Tenants.KeySets;

/// <summary>PFX files as clients upload them to a key set: graph-surface K9.</summary>
/// <param name="tripleDesOnly">Reads what the service was seen to read and no more: clients E-ks7 [O].</param>
internal sealed class Pkcs12Reader(bool tripleDesOnly)
{
    // Windows' ERROR_INVALID_PASSWORD, which .NET gives on every system.
    private const int InvalidPassword = unchecked((int)0x80070056);

    /// <summary>The key that the file is about, with its private part, and its certificates.</summary>
    /// <param name="content">Base64 of the file.</param>
    public Outcome<CertifiedKey> Read(string content, string password)
    {
        if (Base64.Decode(content) is not { } file)
            return Fault(KeyFault.NotBase64);
        if (Pkcs12Algorithms.Of(file) is not { } algorithms)
            return Fault(KeyFault.NotPkcs12);
        if (tripleDesOnly && !algorithms.All(Pkcs12Algorithms.IsOfOldWindows))
            return new Refusal.Pkcs12NotTripleDes();

        X509Certificate2Collection certificates = [];
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(file, password, Storage);
            return Certify(certificates);
        }
        catch (CryptographicException unreadable)
        {
            return unreadable.HResult == InvalidPassword ? new Refusal.PasswordWrong() : Fault(KeyFault.NotPkcs12);
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    /// <summary>Keys in memory where the system can: macOS has no such thing and uses a keychain of its own for a moment.</summary>
    private static X509KeyStorageFlags Storage =>
        X509KeyStorageFlags.Exportable | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);

    /// <summary>Of several certificates with a private key the first is taken. [I]</summary>
    private static Outcome<CertifiedKey> Certify(X509Certificate2Collection certificates)
    {
        if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } leaf)
            return Fault(KeyFault.NoPrivateKey);
        using var key = leaf.GetRSAPrivateKey();
        return key is null
            ? Fault(KeyFault.NotRsa)
            : CertifiedKey.Of(key.ExportParameters(includePrivateParameters: true), leaf, certificates.Where(other => other != leaf));
    }

    private static Refusal.KeyBadlyFormatted Fault(KeyFault fault) => new(fault);
}
