using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every claim that claims transformations, technical profiles, display controls and the relying party's profile name has a claim type.
/// Not asked about claims in preconditions, localized strings and claim resolvers: policy-rules 2.1 rule 5.
/// </summary>
internal static class ClaimTypeReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "claim-type-exists", "ClaimType", Provenance.Observed, References, policy => policy.ClaimTypes) with
    {
        Bad = RuleSample.Of(Sample("nickname")),
        Good = RuleSample.Of(Sample("SURNAME")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy)
    {
        var holders = policy.Fresh(found => found.ClaimsTransformations)
            .Concat(ReferringParts.Profiles(policy))
            .Concat(policy.Fresh(found => found.DisplayControls));
        foreach (var list in holders.SelectMany(holder => holder.Children))
        {
            if (list.Name is not ("InputClaims" or "DisplayClaims" or "PersistedClaims" or "OutputClaims"))
                continue;
            foreach (var claim in list.Children)
                yield return PolicyReference.By(claim, "ClaimTypeReferenceId");
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
