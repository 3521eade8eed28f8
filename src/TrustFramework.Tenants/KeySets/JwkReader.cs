using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Reads the key of a JWK: RFC 7517, RFC 7518 6.</summary>
internal static class JwkReader
{
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
        GetKeyType(draft).Then(type => type == KeyType.Rsa ? ReadRsa(draft) : ReadOct(draft));

    private static Result<KeyMaterial, Refusal> ReadOct(KeyDraft draft)
    {
        if (draft.Modulus is not null || draft.Exponent is not null || draft.PrivateParameters.Any(parameter => parameter is not null)
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
            || DecodeUnsignedInteger(draft.Modulus) is not { Length: > 0 and <= RsaKeyCheck.MaxBits / 8 } modulus || DecodeUnsignedInteger(draft.Exponent) is not { } exponent)
            return new Refusal.KeyUnreadable();

        var key = new RSAParameters { Modulus = modulus, Exponent = exponent };
        if (!RsaKeyCheck.HasValidExponent(key))
            return new Refusal.KeyUnreadable();
        if (draft.PrivateParameters.All(parameter => parameter is null))
            return new KeyMaterial.Rsa(key);
        return WithPrivateParameters(key, draft.PrivateParameters) is { } complete ? new KeyMaterial.Rsa(complete) : new Refusal.KeyUnreadable();
    }

    /// <summary>Null unless all six parameters are present and match the public key. RFC 7518 6.3.2 allows d alone; this server does not. [I]</summary>
    private static RSAParameters? WithPrivateParameters(RSAParameters key, ImmutableArray<string?> parameters)
    {
        var halfLength = (key.Modulus!.Length + 1) / 2;
        byte[]?[] numbers = [.. parameters.Select((text, i) => text is null ? null : PadLeft(DecodeUnsignedInteger(text), i == 0 ? key.Modulus.Length : halfLength))];
        if (numbers is not [{ } d, { } p, { } q, { } dp, { } dq, { } qi])
            return null;
        (key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ) = (d, p, q, dp, dq, qi);
        return RsaKeyCheck.HasMatchingPrivatePart(key) ? key : null;
    }

    /// <summary>
    /// Unpadded base64url. Unused bits of the last character are ignored, as in older .NET decoders: the modulus in the vendor's sample
    /// contains some.
    /// </summary>
    private static byte[]? DecodeBase64Url(string base64Url)
    {
        if (base64Url.Length % 4 == 1 || base64Url.AsSpan().ContainsAnyExcept(Base64UrlAlphabet))
            return null;
        return Convert.FromBase64String(base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '='));
    }

    /// <summary>RFC 7518 6.3.1.1 requires the minimum number of octets, but some libraries write a leading zero.</summary>
    private static byte[]? DecodeUnsignedInteger(string base64Url) => DecodeBase64Url(base64Url)?.SkipWhile(octet => octet == 0).ToArray();

    /// <summary>.NET requires each parameter at its full length. Null when the number is longer.</summary>
    private static byte[]? PadLeft(byte[]? number, int length) =>
        number is null || number.Length > length ? null : [.. new byte[length - number.Length], .. number];
}
