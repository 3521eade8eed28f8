using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every claim that claims transformations, technical profiles, display controls and the profile of the relying party refer to
/// has a claim type. Claims in preconditions, localized strings and claim resolvers are not checked: policy-rules 2.1 rule 5.
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
        var elements = policy.GetNewOrChanged(merged => merged.ClaimsTransformations)
            .Concat(ReferencingElements.GetTechnicalProfiles(policy))
            .Concat(policy.GetNewOrChanged(merged => merged.DisplayControls));
        foreach (var list in elements.SelectMany(element => element.Children))
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
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="{claim}" /></OutputClaims>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
