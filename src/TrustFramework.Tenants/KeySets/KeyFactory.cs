using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.KeySets;

/// <summary>
/// Creates keys: generated, or from a secret, a JWK, a certificate or a PFX file. It validates a single key; <see cref="KeySet"/> validates the
/// keys of a set together.
/// </summary>
/// <param name="now">The current time in the tenant.</param>
internal sealed class KeyFactory(TenantId tenant, TenantServices services, DateTimeOffset now)
{
    // The sizes of keys that B2C creates: graph-surface 9.
    private const int RsaBits = 2048;
    private const int OctBytes = 32;

    public Result<Key, Refusal> Generate(string keySetId, KeyDraft draft) =>
        JwkReader.GetKeyType(draft).Then(type => CreateKey(keySetId, draft, () => type == KeyType.Rsa
            ? new KeyMaterial.Rsa(services.Random.NewRsaKey(RsaBits))
            : new KeyMaterial.Oct(services.Random.NewBytes(OctBytes))));

    /// <summary>The secret is plain text with any characters: graph-surface K7 [D].</summary>
    public Result<Key, Refusal> FromSecret(string keySetId, KeyDraft draft) =>
        string.IsNullOrEmpty(draft.Secret)
            ? new Refusal.ParameterMissing("k")
            : CreateKey(keySetId, draft, () => new KeyMaterial.Oct(Encoding.UTF8.GetBytes(draft.Secret)));

    public Result<Key, Refusal> FromJwk(string keySetId, KeyDraft draft) =>
        string.IsNullOrEmpty(draft.KeyId)
            ? JwkReader.Read(draft).Then(material => new CertificateReader(keySetId, tenant)
                .Check(draft, material)
                .Then(checkedDraft => CreateKey(keySetId, checkedDraft, () => material)))
            : new Refusal.KeyIdGiven();

    /// <param name="certificate">Base64 of DER or of PEM, or PEM.</param>
    public Result<Key, Refusal> FromCertificate(string keySetId, string? certificate) =>
        string.IsNullOrEmpty(certificate)
            ? new Refusal.ParameterMissing("key")
            : new CertificateReader(keySetId, tenant).Read(certificate).Then(certified => CreateKey(keySetId, certified));

    /// <param name="file">Base64.</param>
    public Result<Key, Refusal> FromPkcs12(string keySetId, string? file, string? password) =>
        string.IsNullOrEmpty(file) ? new Refusal.ParameterMissing("key")
        : string.IsNullOrWhiteSpace(password) ? new Refusal.PasswordMissing()
        : new Pkcs12Reader(services.KeySetOptions.RejectAesPfx).Read(file, password).Then(certified => CreateKey(keySetId, certified));

    /// <summary>Valid as long as the certificate (graph-surface 5 [I]). The use is <c>sig</c>, as in the vendor's sample [D].</summary>
    private Result<Key, Refusal> CreateKey(string keySetId, CertifiedKey certified) => CreateKey(
        keySetId,
        new KeyDraft
        {
            Use = "sig",
            NotBefore = certified.NotBefore,
            Expires = certified.Expires,
            CertificateChain = certified.Chain,
            CertificateThumbprint = certified.Thumbprint,
        },
        () => certified.Material);

    /// <summary>The rules for every key. The material is created last because that may be slow.</summary>
    private Result<Key, Refusal> CreateKey(string keySetId, KeyDraft draft, Func<KeyMaterial> createMaterial)
    {
        if (draft.Use is null)
            return new Refusal.ParameterMissing("use");
        if (draft.Use is not ("sig" or "enc"))
            return new Refusal.KeyUseUnknown(draft.Use);
        if (draft.Expires <= now.ToUnixTimeSeconds())
            return new Refusal.ExpiryPast(keySetId, tenant, ToDateTimeOffset(draft.Expires.Value));

        var material = createMaterial();
        if (material is KeyMaterial.Rsa { Parameters: var parameters } && CheckSize(parameters) is { } refusal)
            return refusal;
        return new Key
        {
            KeyId = material is KeyMaterial.Rsa rsa ? ComputeThumbprint(rsa.Parameters) : Base64Url.EncodeToString(services.Random.NewBytes(32)),
            Use = draft.Use == "sig" ? KeyUse.Signature : KeyUse.Encryption,
            NotBefore = draft.NotBefore,
            Expires = draft.Expires,
            CertificateChain = draft.CertificateChain,
            CertificateThumbprint = draft.CertificateThumbprint,
            Material = material,
        };
    }

    private static Refusal? CheckSize(RSAParameters key) => RsaKeyCheck.GetBitLength(key.Modulus) switch
    {
        < RsaKeyCheck.MinBits => new Refusal.RsaKeyTooShort(RsaKeyCheck.MinBits),
        > RsaKeyCheck.MaxBits => new Refusal.KeyUnreadable(),
        _ => RsaKeyCheck.HasValidExponent(key) ? null : new Refusal.KeyUnreadable(),
    };

    /// <summary>RFC 7638, as the keys that B2C creates: graph-surface 7.3 [O, computed].</summary>
    private static string ComputeThumbprint(RSAParameters key)
    {
        var canonical = $$"""{"e":"{{Base64Url.EncodeToString(key.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(key.Modulus)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private static DateTimeOffset ToDateTimeOffset(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds()));
}
