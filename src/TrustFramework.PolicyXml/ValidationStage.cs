namespace TrustFramework.PolicyXml;

/// <summary>The stages of a validation, in order. The first stage that has findings is the last: policy-rules 1.1.</summary>
public enum ValidationStage
{
    /// <summary>The XSD; one finding.</summary>
    Schema,

    /// <summary>The policy's tenant and id; one finding.</summary>
    Identity,

    /// <summary>The base policies; one finding.</summary>
    Chain,

    /// <summary>References, keys and signatures of the merged policy; one finding.</summary>
    Definitions,

    /// <summary>Journeys and providers; the findings of all rules.</summary>
    Journeys,
}
