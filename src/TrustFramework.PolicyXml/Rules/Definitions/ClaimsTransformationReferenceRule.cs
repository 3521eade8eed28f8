using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every claims transformation that a technical profile or the profile of the relying party refers to is defined.</summary>
internal static class ClaimsTransformationReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "claims-transformation-exists", "ClaimsTransformation", Provenance.Observed, FindReferences, policy => policy.ClaimsTransformations) with
    {
        InvalidSample = RuleSample.Create(Sample("CreateNickname")),
        ValidSample = RuleSample.Create(Sample("createGREETING")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
        from profile in ReferencingElements.GetTechnicalProfiles(policy)
        from transformation in profile.Elements("InputClaimsTransformations", "InputClaimsTransformation")
            .Concat(profile.Elements("OutputClaimsTransformations", "OutputClaimsTransformation"))
        select PolicyReference.FromAttribute(transformation, "ReferenceId");

    private static string Sample(string transformation) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="greeting"><DataType>string</DataType></ClaimType></ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="CreateGreeting" TransformationMethod="CreateStringClaim">
            <InputParameters><InputParameter Id="value" DataType="string" Value="Hello" /></InputParameters>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="createdClaim" /></OutputClaims>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="{transformation}" /></OutputClaimsTransformations>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
