using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every display control that the display claims of a technical profile refer to is defined.</summary>
internal static class DisplayControlReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "display-control-exists", "DisplayControl", Provenance.Inferred, FindReferences, policy => policy.DisplayControls) with
    {
        InvalidSample = RuleSample.Create(Sample("phoneControl")),
        ValidSample = RuleSample.Create(Sample("EMAILcontrol")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
        from profile in ReferencingElements.GetTechnicalProfiles(policy)
        from claim in profile.Elements("DisplayClaims", "DisplayClaim")
        select PolicyReference.FromAttribute(claim, "DisplayControlReferenceId");

    private static string Sample(string control) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="email"><DataType>string</DataType></ClaimType></ClaimsSchema>
          <DisplayControls><DisplayControl Id="emailControl" UserInterfaceControlType="VerificationControl">
            <DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" Required="true" /></DisplayClaims>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>
          </DisplayControl></DisplayControls>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <DisplayClaims><DisplayClaim DisplayControlReferenceId="{control}" /></DisplayClaims>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
