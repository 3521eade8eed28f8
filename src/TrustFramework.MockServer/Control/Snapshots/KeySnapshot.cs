using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A key as a JWK, with the members in the order of Graph. Missing members and secrets that are not exported are omitted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeySnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? K { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string?>? X5c { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? X5t { get; init; }

    public required string Kty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Use { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Exp { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Nbf { get; init; }

    public required string Kid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? E { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? N { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? D { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? P { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Q { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Dp { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Dq { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Qi { get; init; }

    /// <summary>Does not print the members, because some are secrets.</summary>
    public override string ToString() => nameof(KeySnapshot);

    public static KeySnapshot From(Key key, bool secrets) => From(key.Material, key.KeyId, secrets) with
    {
        X5c = key.CertificateChain.IsEmpty ? null : key.CertificateChain,
        X5t = key.CertificateThumbprint,
        Use = key.Use == KeyUse.Signature ? "sig" : "enc",
        Status = key.Status == KeyStatus.Enabled ? "enabled" : "disabled",
        Exp = key.Expires,
        Nbf = key.NotBefore,
    };

    public static KeySnapshot From(KeyMaterial material, string keyId, bool secrets)
    {
        if (material is KeyMaterial.Oct oct)
            return new KeySnapshot { Kty = "oct", Kid = keyId, K = secrets && oct.Secret.Length > 0 ? Base64Url.EncodeToString(oct.Secret.Span) : null };
        var rsa = ((KeyMaterial.Rsa)material).Parameters;
        string? Secret(byte[]? part) => secrets ? Encode(part) : null;
        return new KeySnapshot
        {
            Kty = "RSA",
            Kid = keyId,
            E = Encode(rsa.Exponent),
            N = Encode(rsa.Modulus),
            D = Secret(rsa.D),
            P = Secret(rsa.P),
            Q = Secret(rsa.Q),
            Dp = Secret(rsa.DP),
            Dq = Secret(rsa.DQ),
            Qi = Secret(rsa.InverseQ),
        };
    }

    public Result<Key, SnapshotError> Read() => (Use, Status) switch
    {
        (not ("sig" or "enc"), _) => new SnapshotError(".use", "Write sig or enc."),
        (_, not ("enabled" or "disabled")) => new SnapshotError(".status", "Write enabled or disabled."),
        _ when X5c?.Any(certificate => certificate is null) ?? false => new SnapshotError(".x5c", "A certificate is null."),
        _ when !Key.IsValidId(Kid) => new SnapshotError(".kid", $"Write {Key.ValidIds}."),
        _ => ReadMaterial().Then(CheckNumbers).Map(material => new Key
        {
            KeyId = Kid,
            Use = Use == "sig" ? KeyUse.Signature : KeyUse.Encryption,
            Status = Status == "enabled" ? KeyStatus.Enabled : KeyStatus.Disabled,
            Expires = Exp,
            NotBefore = Nbf,
            CertificateChain = [.. (X5c ?? []).OfType<string>()],
            CertificateThumbprint = X5t,
            Material = material,
        }),
    };

    /// <summary>The same requirements as for an upload.</summary>
    private static Result<KeyMaterial, SnapshotError> CheckNumbers(KeyMaterial material) => material switch
    {
        KeyMaterial.Rsa { Parameters: var rsa } when RsaKeyCheck.GetBitLength(rsa.Modulus) is < RsaKeyCheck.MinBits or > RsaKeyCheck.MaxBits =>
            new SnapshotError(".n", $"An RSA key has {RsaKeyCheck.MinBits} to {RsaKeyCheck.MaxBits} bits."),
        KeyMaterial.Rsa { Parameters: var rsa } when !RsaKeyCheck.HasValidExponent(rsa) => new SnapshotError(".e", "The exponent of an RSA key is odd and has 2 to 64 bits."),
        KeyMaterial.Rsa { Parameters: { D: not null } rsa } when !RsaKeyCheck.HasMatchingPrivatePart(rsa) => new SnapshotError("", "The private part is not that of n and e."),
        _ => material,
    };

    /// <summary>An omitted secret gives a key without a secret.</summary>
    public Result<KeyMaterial, SnapshotError> ReadMaterial()
    {
        (string Name, string? Text)[] parts = [("k", K), ("n", N), ("e", E), ("d", D), ("p", P), ("q", Q), ("dp", Dp), ("dq", Dq), ("qi", Qi)];
        if (Kid.Length == 0)
            return new SnapshotError(".kid", "The value is empty.");
        if (Array.Find(parts, part => part.Text is { } text && !Base64Url.IsValid(text)) is { Name: { } invalid })
            return new SnapshotError($".{invalid}", "The value is not base64url.");
        var rsa = new RSAParameters
        {
            Modulus = Decode(N),
            Exponent = Decode(E),
            D = Decode(D),
            P = Decode(P),
            Q = Decode(Q),
            DP = Decode(Dp),
            DQ = Decode(Dq),
            InverseQ = Decode(Qi),
        };
        return Kty switch
        {
            "oct" => new KeyMaterial.Oct(Decode(K)),
            "RSA" when rsa is not { Modulus.Length: > 0, Exponent.Length: > 0 } => new SnapshotError("", "An RSA key has n and e."),
            "RSA" when parts[3..].Count(part => part.Text is not null) is not (0 or 6) => new SnapshotError("", "An RSA key has all of d, p, q, dp, dq and qi, or none."),
            "RSA" => new KeyMaterial.Rsa(rsa),
            _ => new SnapshotError(".kty", "Write RSA or oct."),
        };
    }

    private static string? Encode(byte[]? part) => part is null ? null : Base64Url.EncodeToString(part);

    private static byte[]? Decode(string? text) => text is null ? null : Base64Url.DecodeFromChars(text);
}
