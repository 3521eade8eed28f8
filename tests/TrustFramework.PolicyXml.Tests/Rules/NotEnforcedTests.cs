namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>
/// Conditions that accepted policies violate although documents require them, and conditions that apply only at sign-in:
/// policy-rules 4 and 5.
/// </summary>
public sealed class NotEnforcedTests
{
    [Theory]
    [InlineData("PublicPolicyUri=\"http://elsewhere.example/B2C_1A_Other\"")]
    [InlineData("TenantObjectId=\"00000000-0000-0000-0000-00000000000f\"")]
    [InlineData("DeploymentMode=\"Debugging\" UserJourneyRecorderEndpoint=\"anything\"")]
    public void Root_attributes_are_not_checked_against_the_tenant(string attributes) =>
        ShouldBeAccepted(new RuleSample([RuleSample.CreateFile("B2C_1A_Sample1", null, "", attributes)]));

    [Fact]
    public void The_tenant_of_the_base_policy_is_not_checked() => ShouldBeAccepted(new RuleSample(
    [
        RuleSample.CreateFile("B2C_1A_Sample1", null, ""),
        RuleSample.CreateFile("B2C_1A_Sample2", "B2C_1A_Sample1", "").Replace(
            $"<BasePolicy><TenantId>{RuleSample.Tenant}", "<BasePolicy><TenantId>other.onmicrosoft.com", StringComparison.Ordinal),
    ]));

    [Theory]
    [InlineData("<BuildingBlocks><ClaimsSchema><ClaimType Id=\"unused\"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>")]
    [InlineData("<BuildingBlocks><ClaimsSchema><ClaimType Id=\"a\"><DataType>boolean</DataType><UserInputType>EmailBox</UserInputType></ClaimType></ClaimsSchema></BuildingBlocks>")]
    public void Unused_elements_may_be_incomplete(string content) => ShouldBeAccepted(RuleSample.Create(content));

    [Fact]
    public void Claims_without_display_name_and_repeated_output_claims_are_accepted() => ShouldBeAccepted(RuleSample.Create(
        """
        <BuildingBlocks><ClaimsSchema><ClaimType Id="a"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="p"><DisplayName>p</DisplayName><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="a" /><OutputClaim ClaimTypeReferenceId="a" DefaultValue="{Claim Resolver}" /></OutputClaims>
          <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="p">
            <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>nobody</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition></Preconditions>
          </ValidationTechnicalProfile></ValidationTechnicalProfiles>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """));

    private static void ShouldBeAccepted(RuleSample sample) => Sample.Validate(sample).Findings.Should().BeEmpty();
}
