using System.Buffers;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The ids of claim types are made of letters, digits and <c>_ . : -</c>. Holds for every accepted policy; the text is made after that
/// of catalogue 95023, which is about extension properties [I].
/// </summary>
internal static class ClaimTypeIdRule
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    public static PolicyRule Rule { get; } = new(
        "claim-type-id-valid", Stage.Definitions, Text("{0}", "{1}", "{2}"), Provenance.Inferred, "policy-rules 4", Look)
    {
        Bad = RuleSample.Of(Sample("first name")),
        Good = RuleSample.Of(Sample("extension_first.Name:2-a")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from claim in policy.Merged.ClaimTypes.Values
        let id = claim["Id"] ?? ""
        where id.Length == 0 || id.AsSpan().ContainsAnyExcept(Allowed)
        select Finding.At(claim, Text(id, policy.Merged.PolicyId, policy.Tenant));

    private static string Text(string id, string policyId, string tenant) =>
        $"The claim '{id}' in policy '{policyId}' of tenant '{tenant}' has invalid Id. Please ensure the claim Id matches the regex '^[A-Za-z0-9_.:-]+$'.";

    private static string Sample(string id) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="{id}"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
