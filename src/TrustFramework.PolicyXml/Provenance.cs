namespace TrustFramework.PolicyXml;

/// <summary>How sure it is that the service behaves so. Named in spec, code and pages by its first letter.</summary>
public enum Provenance
{
    /// <summary>[D] the vendor's documentation says it.</summary>
    Documented,

    /// <summary>[O] seen on the wire, in a public report, or relied on by a client that works.</summary>
    Observed,

    /// <summary>[I] nobody knows; this is our choice.</summary>
    Inferred,
}
