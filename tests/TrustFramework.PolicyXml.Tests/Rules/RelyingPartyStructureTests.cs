using static TrustFramework.PolicyXml.Tests.Rules.JourneyPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class RelyingPartyStructureTests
{
    private static string RelyingPartyElement(string content) => $"<RelyingParty>{content}</RelyingParty>";

    private static string Profile(string id = "PolicyProfile", string protocol = "OpenIdConnect") =>
        $"""
        <TechnicalProfile Id="{id}">
          <DisplayName>Any</DisplayName><Protocol Name="{protocol}" /><OutputClaims>{SubjectOutputClaim}</OutputClaims><SubjectNamingInfo ClaimType="sub" />
        </TechnicalProfile>
        """;

    [Fact]
    public void A_relying_party_requires_a_default_journey() => new JourneyPolicy { RelyingParty = RelyingPartyElement(Profile()) }.Messages.Should().Equal(
        "Policy 'B2C_1A_Sample1' does not specify a default user journey. Ensure that the policy or it's parents specify a default user journey as part of a "
        + "relying party section.");

    [Fact]
    public void The_default_journey_may_be_inherited() =>
        new JourneyPolicy { RelyingParty = CreateRelyingParty() }.ValidateChild(RelyingPartyElement(Profile("PolicyProfile"))).Should().BeEmpty();

    [Fact]
    public void A_relying_party_requires_a_technical_profile() =>
        new JourneyPolicy { RelyingParty = RelyingPartyElement("<DefaultUserJourney ReferenceId=\"Sign\" />") }.Messages.Should()
            .Equal("The RelyingParty section of TrustFramework Policy does not have required TechnicalProfiles.");

    [Fact]
    public void A_relying_party_must_not_have_two_technical_profiles() =>
        new JourneyPolicy { RelyingParty = RelyingPartyElement($"<DefaultUserJourney ReferenceId=\"Sign\" />{Profile()}{Profile("Second")}{Profile("Third")}") }.Messages.Should()
            .Equal("The RelyingParty section of TrustFramework Policy must contain exactly one TechnicalProfile.");

    [Fact]
    public void The_technical_profile_may_have_any_id() => new JourneyPolicy { RelyingParty = CreateRelyingParty(id: "SignInProfile") }.Messages.Should().BeEmpty();

    [Fact]
    public void An_unsupported_relying_party_protocol_is_rejected() =>
        new JourneyPolicy { RelyingParty = RelyingPartyElement($"<DefaultUserJourney ReferenceId=\"Sign\" />{Profile(protocol: "WsFed")}") }.Messages.Should()
            .Equal("Profile 'PolicyProfile' contains the unsupported protocol 'WsFed'. Expected one of 'OpenIdConnect' or 'SAML2'.");

    [Fact]
    public void SubjectNamingInfo_is_required() => new JourneyPolicy { RelyingParty = CreateRelyingParty(naming: "") }.Messages.Should()
        .Equal("Profile 'PolicyProfile' does not contain the required SubjectNamingInfo.");

    [Fact]
    public void The_subject_must_be_an_output_claim() =>
        new JourneyPolicy { RelyingParty = CreateRelyingParty("<OutputClaim ClaimTypeReferenceId=\"objectId\" />") }.Messages.Should().Equal(
            "The SubjectNamingInfo of profile 'PolicyProfile' specifies the claim 'sub', which is not an output claim of the profile.");

    [Fact]
    public void The_subject_may_have_its_partner_name_its_id_or_a_default_partner_name()
    {
        new JourneyPolicy { RelyingParty = CreateRelyingParty(naming: "<SubjectNamingInfo ClaimType=\"SUB\" />") }.Messages.Should().BeEmpty();
        new JourneyPolicy { RelyingParty = CreateRelyingParty(naming: "<SubjectNamingInfo ClaimType=\"objectid\" />") }.Messages.Should().BeEmpty();
        new JourneyPolicy
        {
            ClaimTypes = """
                <ClaimType Id="user"><DisplayName>User</DisplayName><DataType>string</DataType>
                  <DefaultPartnerClaimTypes><Protocol Name="OpenIdConnect" PartnerClaimType="sub" /></DefaultPartnerClaimTypes>
                </ClaimType>
                """,
            RelyingParty = CreateRelyingParty("<OutputClaim ClaimTypeReferenceId=\"user\" DefaultValue=\"x\" />"),
        }.Messages.Should().BeEmpty();
    }

    [Fact]
    public void The_refresh_token_journey_must_be_defined()
    {
        static JourneyPolicy Redeeming(string journey) => new()
        {
            Steps = ClaimsExchangeStep(1, "Read") + """<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Mine" />""",
            TechnicalProfiles = $"""
                <TechnicalProfile Id="Mine"><DisplayName>Mine</DisplayName>
                  <Metadata><Item Key="RefreshTokenUserJourneyId">{journey}</Item></Metadata>
                  <IncludeTechnicalProfile ReferenceId="Issuer" />
                </TechnicalProfile>
                """,
            RelyingParty = CreateRelyingParty(),
        };

        Redeeming("Redeem").Messages.Should().Equal(
            "UserJourney with id 'Redeem' referenced in TechnicalProfile 'Mine' for refresh token redemption for tenant 'contoso.onmicrosoft.com' does not "
            + "exist in policy 'B2C_1A_Sample1' or any of its base policies.");
        Redeeming("sign").Messages.Should().BeEmpty();
        (Redeeming("Redeem") with { RelyingParty = "" }).Messages.Should().BeEmpty("a child may still define it");
    }
}
