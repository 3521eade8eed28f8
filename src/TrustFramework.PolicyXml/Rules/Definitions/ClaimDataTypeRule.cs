namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// A claim type has a data type, its own or that of the same claim type in a base policy (AD#47287). No display name is asked for:
/// policy-rules 4. The text is not recorded [I].
/// </summary>
internal static class ClaimDataTypeRule
{
    public static PolicyRule Rule { get; } = new(
        "claim-type-has-data-type", Stage.Definitions, Text("{0}", "{1}", "{2}"), Provenance.Inferred, "policy-rules 4", Look)
    {
        Bad = RuleSample.Of(Sample("surname", "<DataType>string</DataType>"), Sample("nickname")),
        Good = RuleSample.Of(Sample("surname", "<DataType>string</DataType>"), Sample("surName")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from claim in policy.Merged.ClaimTypes.Values
        where claim.Child("DataType") is null
        select Finding.At(claim, Text(claim["Id"] ?? "", policy.Merged.PolicyId, policy.Tenant));

    private static string Text(string id, string policyId, string tenant) =>
        $"ClaimType with id \"{id}\" in policy \"{policyId}\" of tenant \"{tenant}\" does not have a DataType.";

    private static string Sample(string id, string dataType = "") =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="{id}"><DisplayName>Name</DisplayName>{dataType}</ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
