using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every claim that claims transformations, technical profiles, display controls and the relying party's profile name has a claim type.
/// Not asked about claims in preconditions, localized strings and claim resolvers: policy-rules 2.1 rule 5.
/// </summary>
internal static class ClaimTypeReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "claim-type-exists", "ClaimType", Provenance.Observed, FindReferences, policy => policy.ClaimTypes) with
    {
        InvalidSample = RuleSample.Create(Sample("nickname")),
        ValidSample = RuleSample.Create(Sample("SURNAME")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy)
    {
        var holders = policy.GetNewOrChanged(found => found.ClaimsTransformations)
            .Concat(ReferencingElements.GetTechnicalProfiles(policy))
            .Concat(policy.GetNewOrChanged(found => found.DisplayControls));
        foreach (var list in holders.SelectMany(holder => holder.Children))
        {
            if (list.Name is not ("InputClaims" or "DisplayClaims" or "PersistedClaims" or "OutputClaims"))
                continue;
            foreach (var claim in list.Children)
                yield return PolicyReference.FromAttribute(claim, "ClaimTypeReferenceId");
        }
    }

    private static string Sample(string claim) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="surname"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="{claim}" /></OutputClaims>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
