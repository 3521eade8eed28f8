using System.Buffers;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The id of a claim type consists of letters, digits and <c>_ . : -</c>. All accepted policies conform. The text follows catalog
/// error 95023, which is about extension properties [I].
/// </summary>
internal static class ClaimTypeIdRule
{
    private static readonly SearchValues<char> AllowedCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    public static PolicyRule Rule { get; } = new(
        "claim-type-id-valid", ValidationStage.Definitions, FormatMessage("{0}", "{1}", "{2}"), Provenance.Inferred, "policy-rules 4", Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("first name")),
        ValidSample = RuleSample.Create(Sample("extension_first.Name:2-a")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from claim in context.Merged.ClaimTypes.Values
        let id = claim["Id"] ?? ""
        where id.Length == 0 || id.AsSpan().ContainsAnyExcept(AllowedCharacters)
        select Finding.Create(claim, FormatMessage(id, context.Merged.PolicyId, context.TenantName));

    private static string FormatMessage(string id, string policyId, string tenant) =>
        $"The claim '{id}' in policy '{policyId}' of tenant '{tenant}' has invalid Id. Please ensure the claim Id matches the regex '^[A-Za-z0-9_.:-]+$'.";

    private static string Sample(string id) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="{id}"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
