namespace TrustFramework.PolicyXml;

/// <summary>How a behavior of the service is known. Specification, code and documentation use the first letter.</summary>
public enum Provenance
{
    /// <summary>[D] The vendor's documentation describes it.</summary>
    Documented,

    /// <summary>[O] It was seen in a response of the service, in a public report, or in a working client that relies on it.</summary>
    Observed,

    /// <summary>[I] It is not known. The behavior is the choice of this project.</summary>
    Inferred,
}
