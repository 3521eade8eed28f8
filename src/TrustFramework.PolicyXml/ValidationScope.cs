namespace TrustFramework.PolicyXml;

/// <summary>How much of a policy is validated. The setting <c>MockServer:Validation</c> has these values.</summary>
public enum ValidationScope
{
    /// <summary>Only what is required to store the policy: well-formed XML and a valid id that matches the request.</summary>
    Off,

    /// <summary>The schema, the tenant and the chain, but not the content of the merged policy.</summary>
    Schema,

    /// <summary>Everything that the service validates.</summary>
    Full,
}
