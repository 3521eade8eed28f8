using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Protocol, client id, partner entity and content definition of technical profiles.</summary>
public sealed class ProvidersTests
{
    private static readonly (string, string)[] DiscoveryMetadata = [("METADATA", "https://idp.example/.well-known"), ("response_types", "id_token")];

    private static readonly string NoopProfile = Profile("Any", Protocol("None"));

    private static string MissingClientIdMessage(string profile) =>
        $"TechnicalProfile \"{profile}\" in policy \"{PolicyId}\" of tenant \"contoso.onmicrosoft.com\" "
        + "defines an invalid value \"\" for the metadata item \"client_id.\"";

    private static string MissingPartnerEntityMessage(string profile) =>
        $"A required Metadata item with key \"PartnerEntity\" was not found in the TechnicalProfile with id \"{profile}\" "
        + $"in policy \"{PolicyId}\" of tenant \"contoso.onmicrosoft.com\".";

    [Theory]
    [InlineData("Any")]
    [InlineData("Unused")]
    public void A_profile_without_a_protocol_is_rejected_used_or_not(string id) =>
        ValidateProfile((id == "Any" ? "" : NoopProfile) + Profile(id, OutputClaims("name"))).Should().Equal($"The required \"Protocol\" element is missing from TechnicalProfile with id \"{id}\"");

    [Fact]
    public void A_protocol_may_come_from_an_included_profile() =>
        ValidateProfile(Profile("Common", Protocol("None")) + Profile("Any", IncludeProfile("common"))).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("<Item Key=\"client_id\"></Item>")]
    [InlineData("<Item Key=\"client_id\"> </Item>")]
    public void A_provider_without_a_client_id_is_rejected_with_the_period_inside_the_quotes(string item)
    {
        var oidc = Metadata(DiscoveryMetadata).Replace("</Metadata>", $"{item}</Metadata>", StringComparison.Ordinal);
        var oauth = Metadata(("authorization_endpoint", "https://idp.example"), ("AccessTokenEndpoint", "https://idp.example"))
            .Replace("</Metadata>", $"{item}</Metadata>", StringComparison.Ordinal);

        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + oidc)).Should().Equal(MissingClientIdMessage("Any"));
        ValidateProfile(Profile("Any", Protocol("OAuth2") + oauth + ClientSecretKeys)).Should().Equal(MissingClientIdMessage("Any"));
    }

    [Fact]
    public void Each_profile_without_a_client_id_is_reported_including_validation_profiles_and_included_profiles()
    {
        // The password change scenario of the starter pack: AD#107064, two errors.
        var profiles = Profile("login-NonInteractive", Protocol("OpenIdConnect") + Metadata(DiscoveryMetadata))
            + Profile("login-NonInteractive-PasswordChange", IncludeProfile("login-NonInteractive"))
            + Profile(
                "Any",
                Handler("SelfAssertedAttributeProvider") + Metadata(("ContentDefinitionReferenceId", "api.page")) + OutputClaims("name")
                    + """
                      <ValidationTechnicalProfiles>
                        <ValidationTechnicalProfile ReferenceId="login-NonInteractive" />
                        <ValidationTechnicalProfile ReferenceId="login-NonInteractive-PasswordChange" />
                      </ValidationTechnicalProfiles>
                      """);

        ValidateProfile(profiles).Should().Equal(MissingClientIdMessage("login-NonInteractive"), MissingClientIdMessage("login-NonInteractive-PasswordChange"));
    }

    [Theory]
    [InlineData("facebook_clientid")]
    [InlineData("ProxyIdentityExperienceFrameworkAppId")]
    public void Any_text_is_a_valid_client_id(string id) =>
        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + Metadata([.. DiscoveryMetadata, ("CLIENT_ID", id)]))).Should().BeEmpty();

    [Theory]
    [InlineData("client_id", "DefaultValue=\"app\"", true)]
    [InlineData("name", "PartnerClaimType=\"client_id\" DefaultValue=\"app\"", true)]
    [InlineData("client_id", "DefaultValue=\"\"", false)]
    [InlineData("client_id", "", false)]
    public void A_client_id_may_be_the_default_value_of_an_input_claim(string claim, string attributes, bool accepted) =>
        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + Metadata(DiscoveryMetadata) + InputClaims(claim, attributes)))
            .Should().Equal(accepted ? [] : [MissingClientIdMessage("Any")]);

    [Fact]
    public void An_unused_provider_requires_no_client_id() =>
        ValidateProfile(NoopProfile + Profile("Facebook-OAUTH", Protocol("OAuth2"))).Should().BeEmpty();

    [Fact]
    public void A_policy_without_relying_party_requires_no_client_ids() =>
        ValidateSteps(Profile("Any", Protocol("OpenIdConnect")) + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), relyingPartyProfile: null).Should().BeEmpty();

    [Fact]
    public void A_profile_that_returns_an_OAuth2_error_requires_no_client_metadata() =>
        ValidateSteps(NoopProfile + Profile("Error", Protocol("OAuth2", "OAuth2Error")), Step(1, "Any") + SendClaimsStep(2, "Error")).Should().BeEmpty();

    [Fact]
    public void An_issuer_may_have_the_protocol_OpenIdConnect() => ValidateSteps(
        NoopProfile + Profile("Issuer", Protocol("OpenIdConnect", "JWT") + Metadata(("client_id", "service:te")) + IssuerKeys),
        Step(1, "Any") + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void A_user_info_issuer_requires_neither_client_id_nor_keys() =>
        ValidateSteps(NoopProfile + Profile("UserInfo", Protocol("None", "JSON")), Step(1, "Any") + SendClaimsStep(2, "UserInfo")).Should().BeEmpty();

    [Fact]
    public void A_SAML_identity_provider_without_a_partner_entity_is_rejected() =>
        ValidateProfile(Profile("Any", Protocol("SAML2"))).Should().Equal(MissingPartnerEntityMessage("Any"));

    [Fact]
    public void A_SAML_relying_party_requires_no_partner_entity() =>
        ValidateSteps(NoopProfile + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("SAML2")).Should().BeEmpty();

    [Fact]
    public void A_partner_entity_may_be_a_URL_or_CDATA_and_a_SAML_issuer_requires_none() => ValidateSteps(
        Profile("Any", Protocol("SAML2") + Metadata(("PartnerEntity", "https://idp.example/metadata")))
            + Profile("Issuer", Protocol("SAML2", "SAML2") + Metadata(("IssuerUri", "https://issuer.example"))
                + IssuerKeys.Replace("issuer_secret", "SamlMessageSigning", StringComparison.Ordinal)),
        Step(1, "Any") + SendClaimsStep(2),
        Protocol("SAML2") + Metadata(("PartnerEntity", "<![CDATA[<md:EntityDescriptor/>]]>"))).Should().BeEmpty();

    [Fact]
    public void An_unused_SAML_provider_requires_no_partner_entity() =>
        ValidateProfile(NoopProfile + Profile("Unused", Protocol("SAML2"))).Should().BeEmpty();

    [Fact]
    public void A_self_asserted_profile_without_a_content_definition_is_rejected() => ValidateProfile(SelfAssertedProfile).Should().Equal(
        "Profile 'Any' does not contain the required metadata key 'ContentDefinitionReferenceId'.");

    [Fact]
    public void The_calling_step_may_have_the_content_definition() => ValidateSteps(
        SelfAssertedProfile + JwtIssuer, Step(1, "Any", "ContentDefinitionReferenceId=\"api.page\"") + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void A_combined_step_may_have_the_content_definition() => ValidateSteps(SelfAssertedProfile + JwtIssuer, CombinedStep("Exchange1", ClaimsExchange(1)) + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void A_combined_step_that_validates_with_an_exchange_of_another_step_may_have_the_content_definition() =>
        ValidateSteps(SelfAssertedProfile + JwtIssuer, CombinedStep("exchange2", "") + Step(2, "ANY") + SendClaimsStep(3)).Should().BeEmpty();

    [Fact]
    public void A_step_of_a_sub_journey_may_have_the_content_definition() => ValidateSteps(
        SelfAssertedProfile + JwtIssuer,
        """<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>"""
            + SendClaimsStep(2),
        otherSections: $"""
               <SubJourneys><SubJourney Id="Sub" Type="Call"><OrchestrationSteps>
                 {Step(1, "Any", "ContentDefinitionReferenceId=\"api.page\"")}
               </OrchestrationSteps></SubJourney></SubJourneys>
               """).Should().BeEmpty();

    [Fact]
    public void All_steps_that_call_the_profile_must_have_a_content_definition() =>
        ValidateSteps(SelfAssertedProfile + JwtIssuer, Step(1, "Any", "ContentDefinitionReferenceId=\"api.page\"") + Step(2, "Any") + SendClaimsStep(3))
            .Should().ContainSingle().Which.Should().EndWith("'ContentDefinitionReferenceId'.");

    private static readonly string SelfAssertedProfile = Profile("Any", Handler("SelfAssertedAttributeProvider") + OutputClaims("name"));

    private static string IncludeProfile(string profile) => $"""<IncludeTechnicalProfile ReferenceId="{profile}" />""";

    private static string ClaimsExchange(int number) =>
        $"""<ClaimsExchanges><ClaimsExchange Id="Exchange{number}" TechnicalProfileReferenceId="Any" /></ClaimsExchanges>""";

    private static string CombinedStep(string validation, string exchanges) =>
        $"""
        <OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.combined">
          <ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="{validation}" /></ClaimsProviderSelections>
          {exchanges}
        </OrchestrationStep>
        """;
}
