using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>The certificate of a client.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Thumbprints">SHA-1 and SHA-256 in base64url: the values of <c>x5t</c> and <c>x5t#S256</c>.</param>
internal sealed record ClientCertificate(RsaSecurityKey Key, IReadOnlyList<string> Thumbprints)
{
    /// <summary>Reads a PEM or DER file. Null if the file has no readable certificate with an RSA key.</summary>
    public static ClientCertificate? ReadFile(string file)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var key = certificate.GetRSAPublicKey();
            return key is null ? null : new ClientCertificate(
                new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)),
                [
                    Base64UrlEncoder.Encode(certificate.GetCertHash()),
                    Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)),
                ]);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
