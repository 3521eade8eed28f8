using System.Security.Cryptography;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A tenant's token signing key as a JWK.</summary>
internal static class SigningKeySnapshot
{
    public static KeySnapshot From(SigningKeyRecord record, bool secrets) => KeySnapshot.From(new KeyMaterial.Rsa(record.Key.Parameters), record.Key.KeyId, secrets);

    public static Result<SigningKeyRecord, SnapshotError> Read(KeySnapshot snapshot) => snapshot.ReadMaterial().Then<SigningKeyRecord>(material =>
        material is KeyMaterial.Rsa { Parameters: { D: not null } rsa } && CanSign(rsa)
            ? SigningKeyRecord.Create(rsa)
            : new SnapshotError("", $"The value is not a private RSA key of {RsaKeyCheck.MinBits} to {RsaKeyCheck.MaxBits} bits."));

    /// <summary>Signs a sample, because p and q may be no primes. The size is checked first: signing takes time cubic in it.</summary>
    private static bool CanSign(RSAParameters parameters)
    {
        if (RsaKeyCheck.GetBitLength(parameters.Modulus) is < RsaKeyCheck.MinBits or > RsaKeyCheck.MaxBits || !RsaKeyCheck.HasValidExponent(parameters))
            return false;
        var data = "signed"u8;
        try
        {
            using var rsa = RSA.Create(parameters);
            return rsa.VerifyData(data, rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
