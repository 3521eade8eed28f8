using System.Security.Cryptography;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A tenant's token signing key as a JWK.</summary>
internal static class SigningKeySnapshot
{
    private const int MinKeyBits = 2048;

    public static KeySnapshot From(SigningKeyRecord record, bool secrets) => KeySnapshot.From(new KeyMaterial.Rsa(record.Key.Parameters), record.Key.KeyId, secrets);

    public static Result<SigningKeyRecord, SnapshotError> Read(KeySnapshot snapshot) => snapshot.ReadMaterial().Then<SigningKeyRecord>(material =>
        material is KeyMaterial.Rsa { Parameters: { D: not null } rsa } && CanSign(rsa)
            ? SigningKeyRecord.Create(rsa)
            : new SnapshotError("", $"The value is not a private RSA key of at least {MinKeyBits} bits."));

    /// <summary>Signs a sample, because the numbers may be inconsistent.</summary>
    private static bool CanSign(RSAParameters parameters)
    {
        var data = "signed"u8;
        try
        {
            using var rsa = RSA.Create(parameters);
            return rsa.KeySize >= MinKeyBits
                && rsa.VerifyData(data, rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
