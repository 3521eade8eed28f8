using System.Security.Cryptography;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The key that signs a tenant's tokens, as a JWK.</summary>
internal static class SigningKeySnapshot
{
    private const int MinKeyBits = 2048;

    public static KeySnapshot From(SigningKeyRecord record, bool secrets) => KeySnapshot.From(new KeyMaterial.Rsa(record.Key.Parameters), record.Key.KeyId, secrets);

    public static Reading<SigningKeyRecord> Read(KeySnapshot shape) => shape.ReadMaterial().Then<SigningKeyRecord>(material =>
        material is KeyMaterial.Rsa { Parameters: { D: not null } rsa } && CanSign(rsa)
            ? SigningKeyRecord.Create(rsa)
            : new SnapshotError("", $"It is no private RSA key of {MinKeyBits} bits or more."));

    /// <summary>Tried, since its numbers may be anybody's.</summary>
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
