using System.Collections.Immutable;

namespace TrustFramework.Tenants.KeySets;

/// <summary>An unvalidated key from a client. Null means absent.</summary>
public sealed record KeyDraft
{
    /// <summary><c>kty</c>: RSA or oct, letter case ignored.</summary>
    public string? Type { get; init; }

    /// <summary><c>sig</c> or <c>enc</c>.</summary>
    public string? Use { get; init; }

    /// <summary>Refused when not empty, except in a seed.</summary>
    public string? KeyId { get; init; }

    public long? NotBefore { get; init; }

    public long? Expires { get; init; }

    /// <summary><c>k</c>: base64url in a JWK, plain text in an uploaded secret.</summary>
    public string? Secret { get; init; }

    /// <summary><c>n</c>, base64url.</summary>
    public string? Modulus { get; init; }

    /// <summary><c>e</c>, base64url.</summary>
    public string? Exponent { get; init; }

    /// <summary><c>d, p, q, dp, dq, qi</c> in this order, base64url. Empty, or six elements that may be null.</summary>
    public ImmutableArray<string?> PrivateParameters { get; init; } = [];

    /// <summary><c>x5c</c>: base64 DER, leaf first.</summary>
    public ImmutableArray<string> CertificateChain { get; init; } = [];

    /// <summary><c>x5t</c>.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Omits the members because they contain secrets.</summary>
    public override string ToString() => nameof(KeyDraft);
}
