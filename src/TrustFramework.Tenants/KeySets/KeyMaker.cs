using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Makes keys out of drafts: generated, from a secret, from a JWK. Looks at one key at a time; the set has its own rules.</summary>
internal sealed class KeyMaker(TenantId tenant, TimeProvider time, IRandomSource random)
{
    // graph-surface 9: minima exist but are unpublished, B2C's own keys are RSA-2048. House 6 [I].
    private const int RsaBits = 2048;
    private const int OctBytes = 32;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public Outcome<Key> Generate(string keySetId, KeyDraft draft) =>
        KindOf(draft).Then(kind => Make(keySetId, draft, () => kind == KeyKind.Rsa
            ? new KeyMaterial.Rsa(random.NewRsaKey(RsaBits))
            : new KeyMaterial.Oct(random.NewBytes(OctBytes))));

    /// <summary>The secret is plain text of any characters: graph-surface K7 [D].</summary>
    public Outcome<Key> FromSecret(string keySetId, KeyDraft draft) =>
        string.IsNullOrEmpty(draft.Secret)
            ? new Refusal.ParameterMissing("k")
            : Make(keySetId, draft, () => new KeyMaterial.Oct(Encoding.UTF8.GetBytes(draft.Secret)));

    public Outcome<Key> FromJwk(string keySetId, KeyDraft draft) =>
        string.IsNullOrEmpty(draft.KeyId)
            ? KindOf(draft)
                .Then(kind => kind == KeyKind.Rsa ? RsaOf(draft) : OctOf(draft))
                .Then(material => Make(keySetId, draft, () => material))
            : new Refusal.KeyIdGiven();

    /// <summary>The draft's kind decides; material comes last because making it may be expensive.</summary>
    private Outcome<Key> Make(string keySetId, KeyDraft draft, Func<KeyMaterial> material)
    {
        if (draft.Use is null)
            return new Refusal.ParameterMissing("use");
        if (draft.Use is not ("sig" or "enc"))
            return new Refusal.KeyUseUnknown(draft.Use);
        if (draft.Expires <= time.GetUtcNow().ToUnixTimeSeconds())
            return new Refusal.ExpiryPast(keySetId, tenant, Instant(draft.Expires.Value));

        var made = material();
        return new Key
        {
            KeyId = made is KeyMaterial.Rsa rsa ? Thumbprint(rsa.Parameters) : Base64Url.EncodeToString(random.NewBytes(32)),
            Use = draft.Use == "sig" ? KeyUse.Signature : KeyUse.Encryption,
            NotBefore = draft.NotBefore,
            Expires = draft.Expires,
            CertificateChain = draft.CertificateChain,
            CertificateThumbprint = draft.CertificateThumbprint,
            Material = made,
        };
    }

    private static Outcome<KeyKind> KindOf(KeyDraft draft) => draft.Type?.ToUpperInvariant() switch
    {
        null or "" => new Refusal.KeyTypeMissing(),
        "RSA" => KeyKind.Rsa,
        "OCT" => KeyKind.Oct,
        _ => new Refusal.KeyTypeUnknown(draft.Type),
    };

    private static Outcome<KeyMaterial> OctOf(KeyDraft draft) => draft.Secret switch
    {
        null or "" => new Refusal.ParameterMissing("k"),
        _ when Decode(draft.Secret) is { } secret => new KeyMaterial.Oct(secret),
        _ => new Refusal.SecretNotBase64Url(),
    };

    private static Outcome<KeyMaterial> RsaOf(KeyDraft draft)
    {
        if (string.IsNullOrEmpty(draft.Modulus) || string.IsNullOrEmpty(draft.Exponent))
            return new Refusal.RsaKeyIncomplete();
        if (NumberOf(draft.Modulus) is not { Length: > 0 } modulus || NumberOf(draft.Exponent) is not { Length: > 0 } exponent)
            return new Refusal.KeyUnreadable();

        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        if (draft.PrivateParts is { } given)
        {
            byte[]?[] parts = [.. given.Select(Decode)];
            if (parts.Contains(null))
                return new Refusal.KeyUnreadable();
            (parameters.D, parameters.P, parameters.Q) = (parts[0], parts[1], parts[2]);
            (parameters.DP, parameters.DQ, parameters.InverseQ) = (parts[3], parts[4], parts[5]);
        }

        return new KeyMaterial.Rsa(parameters);
    }

    /// <summary>RFC 7638, which B2C's own keys follow: graph-surface 7.3 [O, computed].</summary>
    private static string Thumbprint(RSAParameters key)
    {
        var canonical = $$"""{"e":"{{Base64Url.EncodeToString(key.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(key.Modulus)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>
    /// Unpadded base64url. Bits left over in the last character are ignored, as .NET's decoders of old did: the vendor's own
    /// sample of a modulus has some.
    /// </summary>
    private static byte[]? Decode(string base64Url)
    {
        if (base64Url.Length % 4 == 1 || base64Url.AsSpan().ContainsAnyExcept(Alphabet))
            return null;
        return Convert.FromBase64String(base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '='));
    }

    /// <summary>RFC 7518 6.3.1.1 wants the minimum of octets; some libraries write a leading zero.</summary>
    private static byte[]? NumberOf(string base64Url) => Decode(base64Url)?.SkipWhile(octet => octet == 0).ToArray();

    private static DateTimeOffset Instant(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds()));
}
