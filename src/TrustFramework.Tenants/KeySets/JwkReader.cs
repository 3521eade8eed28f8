using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.KeySets;

/// <summary>The key that a JWK describes: RFC 7517, RFC 7518 6.</summary>
internal static class JwkReader
{
    // What .NET and OpenSSL work with; beyond it a key only costs time. [I]
    private const int MaxBits = 16384;

    private static readonly SearchValues<char> Base64UrlAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static Result<KeyType, Refusal> GetKeyType(KeyDraft draft) => draft.Type?.ToUpperInvariant() switch
    {
        null or "" => new Refusal.KeyTypeMissing(),
        "RSA" => KeyType.Rsa,
        "OCT" => KeyType.Oct,
        _ => new Refusal.KeyTypeUnknown(draft.Type),
    };

    public static Result<KeyMaterial, Refusal> Read(KeyDraft draft) =>
        GetKeyType(draft).Then(kind => kind == KeyType.Rsa ? ReadRsa(draft) : ReadOct(draft));

    private static Result<KeyMaterial, Refusal> ReadOct(KeyDraft draft)
    {
        if (draft.Modulus is not null || draft.Exponent is not null || draft.PrivateParameters.Any(part => part is not null)
            || !draft.CertificateChain.IsEmpty || draft.CertificateThumbprint is not null)
            return new Refusal.KeyUnreadable();
        return draft.Secret switch
        {
            null or "" => new Refusal.ParameterMissing("k"),
            _ when DecodeBase64Url(draft.Secret) is { } secret => new KeyMaterial.Oct(secret),
            _ => new Refusal.SecretNotBase64Url(),
        };
    }

    private static Result<KeyMaterial, Refusal> ReadRsa(KeyDraft draft)
    {
        if (string.IsNullOrEmpty(draft.Modulus) || string.IsNullOrEmpty(draft.Exponent))
            return new Refusal.RsaKeyIncomplete();
        if (draft.Secret is not null
            || DecodeUnsignedInteger(draft.Modulus) is not { Length: > 0 and <= MaxBits / 8 } modulus || DecodeUnsignedInteger(draft.Exponent) is not { Length: > 0 } exponent)
            return new Refusal.KeyUnreadable();

        var key = new RSAParameters { Modulus = modulus, Exponent = exponent };
        if (draft.PrivateParameters.All(part => part is null))
            return new KeyMaterial.Rsa(key);
        return WithPrivateParameters(key, draft.PrivateParameters) is { } whole ? new KeyMaterial.Rsa(whole) : new Refusal.KeyUnreadable();
    }

    /// <summary>Null unless all six parts are there and belong to the public one: RFC 7518 6.3.2 allows d alone, we do not. [I]</summary>
    private static RSAParameters? WithPrivateParameters(RSAParameters key, ImmutableArray<string?> parts)
    {
        var half = (key.Modulus!.Length + 1) / 2;
        byte[]?[] numbers = [.. parts.Select((part, i) => part is null ? null : PadLeft(DecodeUnsignedInteger(part), i == 0 ? key.Modulus.Length : half))];
        if (numbers is not [{ } d, { } p, { } q, { } dp, { } dq, { } qi])
            return null;
        (key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ) = (d, p, q, dp, dq, qi);
        try
        {
            using var whole = RSA.Create(key);
            using var open = RSA.Create(new RSAParameters { Modulus = key.Modulus, Exponent = key.Exponent });
            var signature = whole.SignData(key.Modulus, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return open.VerifyData(key.Modulus, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Unpadded base64url. Bits left over in the last character are ignored, as .NET's decoders of old did: the vendor's own
    /// sample of a modulus has some.
    /// </summary>
    private static byte[]? DecodeBase64Url(string base64Url)
    {
        if (base64Url.Length % 4 == 1 || base64Url.AsSpan().ContainsAnyExcept(Base64UrlAlphabet))
            return null;
        return Convert.FromBase64String(base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '='));
    }

    /// <summary>RFC 7518 6.3.1.1 wants the minimum of octets; some libraries write a leading zero.</summary>
    private static byte[]? DecodeUnsignedInteger(string base64Url) => DecodeBase64Url(base64Url)?.SkipWhile(octet => octet == 0).ToArray();

    /// <summary>.NET wants each part at its full length; null when there is more than that.</summary>
    private static byte[]? PadLeft(byte[]? number, int length) =>
        number is null || number.Length > length ? null : [.. new byte[length - number.Length], .. number];
}
