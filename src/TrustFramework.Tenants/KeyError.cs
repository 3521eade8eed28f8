namespace TrustFramework.Tenants;

/// <summary>What is wrong with an uploaded key, certificate or PFX file.</summary>
public enum KeyError
{
    NotBase64,

    /// <summary>Neither DER nor PEM of a certificate, or PEM of something else as well.</summary>
    NotCertificate,

    /// <summary>No PKCS #12 structure, a damaged one, or one that asks for an unreasonable amount of work.</summary>
    NotPkcs12,

    NoPrivateKey,

    /// <summary>An elliptic curve, RSASSA-PSS or anything else that is not plain RSA.</summary>
    NotRsa,

    /// <summary>The first certificate of <c>x5c</c> does not have the key's <c>n</c> and <c>e</c>: RFC 7517 4.7.</summary>
    CertificateOfOtherKey,

    /// <summary><c>x5t</c> is not the thumbprint of the first certificate of <c>x5c</c>.</summary>
    ThumbprintOfOtherCertificate,
}

/// <summary>Why a set has no active key.</summary>
public enum NoActiveKeyReason
{
    Empty,

    /// <summary>Each key is disabled.</summary>
    AllDisabled,

    /// <summary>Each enabled key has expired or is not valid yet.</summary>
    OutsideValidity,
}
