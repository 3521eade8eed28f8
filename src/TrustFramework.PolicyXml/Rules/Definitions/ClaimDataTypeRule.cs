namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// A claim type has a data type, in this file or in a base policy (AD#47287). A display name is not required: policy-rules 4. The
/// text is not recorded [I].
/// </summary>
internal static class ClaimDataTypeRule
{
    public static PolicyRule Rule { get; } = new(
        "claim-type-has-data-type", ValidationStage.Definitions, FormatMessage("{0}", "{1}", "{2}"), Provenance.Inferred, "policy-rules 4", Evaluate)
    {
        Level = RuleLevel.ErrorWithRelyingParty,
        InvalidSample = RuleSample.Create(Sample("surname", "<DataType>string</DataType>"), Sample("nickname")),
        ValidSample = RuleSample.Create(Sample("surname", "<DataType>string</DataType>"), Sample("surName")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from claim in context.Merged.ClaimTypes.Values
        where claim.Element("DataType") is null
        select Finding.Create(claim, FormatMessage(claim["Id"] ?? "", context.Merged.PolicyId, context.TenantName));

    private static string FormatMessage(string id, string policyId, string tenant) =>
        $"ClaimType with id \"{id}\" in policy \"{policyId}\" of tenant \"{tenant}\" does not have a DataType.";

    private static string Sample(string id, string dataType = "") =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="{id}"><DisplayName>Name</DisplayName>{dataType}</ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
