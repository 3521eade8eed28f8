namespace TrustFramework.Tenants;

/// <summary>Why an uploaded key, certificate or PFX file is unusable.</summary>
public enum KeyError
{
    NotBase64,

    /// <summary>Not a certificate in DER or PEM, or PEM that contains something else as well.</summary>
    NotCertificate,

    /// <summary>Not a PKCS #12 structure, or a damaged one.</summary>
    NotPkcs12,

    /// <summary>A PFX file whose password is hashed so often, or that has so many parts, that reading it would take too long.</summary>
    Pkcs12TooExpensive,

    /// <summary>More certificates than a chain has.</summary>
    TooManyCertificates,

    NoPrivateKey,

    /// <summary>An elliptic curve, RSASSA-PSS or any other key that is not plain RSA.</summary>
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

    /// <summary>All keys are disabled.</summary>
    AllDisabled,

    /// <summary>All enabled keys have expired or are not valid yet.</summary>
    OutsideValidity,
}
