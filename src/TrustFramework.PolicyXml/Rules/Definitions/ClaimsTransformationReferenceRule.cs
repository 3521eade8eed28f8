using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every claims transformation that a technical profile or the relying party's profile runs is defined.</summary>
internal static class ClaimsTransformationReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "claims-transformation-exists", "ClaimsTransformation", Provenance.Observed, References, policy => policy.ClaimsTransformations) with
    {
        Bad = RuleSample.Of(Sample("CreateNickname")),
        Good = RuleSample.Of(Sample("createGREETING")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy) =>
        from profile in ReferringParts.Profiles(policy)
        from transformation in profile.Each("InputClaimsTransformations", "InputClaimsTransformation")
            .Concat(profile.Each("OutputClaimsTransformations", "OutputClaimsTransformation"))
        select PolicyReference.By(transformation, "ReferenceId");

    private static string Sample(string transformation) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="greeting"><DataType>string</DataType></ClaimType></ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="CreateGreeting" TransformationMethod="CreateStringClaim">
            <InputParameters><InputParameter Id="value" DataType="string" Value="Hello" /></InputParameters>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="createdClaim" /></OutputClaims>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="{transformation}" /></OutputClaimsTransformations>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
