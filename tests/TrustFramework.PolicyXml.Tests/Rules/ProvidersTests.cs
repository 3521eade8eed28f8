using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>What names a profile's partner and its page: protocol, client id, partner entity, content definition.</summary>
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

    [Fact]
    public void A_reached_profile_without_a_protocol_is_refused() => ValidateProfile(Profile("Any", OutputClaims("name"))).Should().Equal(
        $"TechnicalProfile \"Any\" in policy \"{PolicyId}\" of tenant \"contoso.onmicrosoft.com\" does not specify a protocol.");

    [Fact]
    public void A_protocol_may_come_from_an_included_profile() =>
        ValidateProfile(Profile("Common", Protocol("None")) + Profile("Any", IncludeProfile("common"))).Should().BeEmpty();

    [Fact]
    public void A_profile_that_nothing_calls_needs_no_protocol() => ValidateProfile(NoopProfile + Profile("Unused", OutputClaims("name"))).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("<Item Key=\"client_id\"></Item>")]
    [InlineData("<Item Key=\"client_id\"> </Item>")]
    public void A_provider_without_a_client_id_is_refused_with_the_full_stop_inside_the_quotes(string item)
    {
        var oidc = Metadata(DiscoveryMetadata).Replace("</Metadata>", $"{item}</Metadata>", StringComparison.Ordinal);
        var oauth = Metadata(("authorization_endpoint", "https://idp.example"), ("AccessTokenEndpoint", "https://idp.example"))
            .Replace("</Metadata>", $"{item}</Metadata>", StringComparison.Ordinal);

        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + oidc)).Should().Equal(MissingClientIdMessage("Any"));
        ValidateProfile(Profile("Any", Protocol("OAuth2") + oauth + ClientSecretKeys)).Should().Equal(MissingClientIdMessage("Any"));
    }

    [Fact]
    public void Each_profile_without_a_client_id_is_reported_also_below_a_validation_profile_and_through_an_include()
    {
        // The starter pack's password-change scenario: AD#107064, two errors.
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
    public void Any_text_is_a_client_id(string id) =>
        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + Metadata([.. DiscoveryMetadata, ("CLIENT_ID", id)]))).Should().BeEmpty();

    [Theory]
    [InlineData("client_id", "DefaultValue=\"app\"", true)]
    [InlineData("name", "PartnerClaimType=\"client_id\" DefaultValue=\"app\"", true)]
    [InlineData("client_id", "DefaultValue=\"\"", false)]
    [InlineData("client_id", "", false)]
    public void A_client_id_may_be_an_input_claims_default(string claim, string attributes, bool accepted) =>
        ValidateProfile(Profile("Any", Protocol("OpenIdConnect") + Metadata(DiscoveryMetadata) + InputClaims(claim, attributes)))
            .Should().Equal(accepted ? [] : [MissingClientIdMessage("Any")]);

    [Fact]
    public void A_provider_that_no_journey_reaches_needs_no_client_id() =>
        ValidateProfile(NoopProfile + Profile("Facebook-OAUTH", Protocol("OAuth2"))).Should().BeEmpty();

    [Fact]
    public void A_file_without_relying_party_is_not_asked_for_client_ids() =>
        ValidateSteps(Profile("Any", Protocol("OpenIdConnect")) + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), relyingPartyProfile: null).Should().BeEmpty();

    [Fact]
    public void A_profile_that_answers_with_an_OAuth2_error_owes_nothing_that_a_client_does() =>
        ValidateSteps(NoopProfile + Profile("Error", Protocol("OAuth2", "OAuth2Error")), Step(1, "Any") + SendClaimsStep(2, "Error")).Should().BeEmpty();

    [Fact]
    public void An_issuer_may_speak_OpenIdConnect() => ValidateSteps(
        NoopProfile + Profile("Issuer", Protocol("OpenIdConnect", "JWT") + Metadata(("client_id", "service:te")) + IssuerKeys),
        Step(1, "Any") + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void An_issuer_of_user_information_needs_neither_client_id_nor_keys() =>
        ValidateSteps(NoopProfile + Profile("UserInfo", Protocol("None", "JSON")), Step(1, "Any") + SendClaimsStep(2, "UserInfo")).Should().BeEmpty();

    [Fact]
    public void A_SAML_identity_provider_without_a_partner_is_refused() =>
        ValidateProfile(Profile("Any", Protocol("SAML2"))).Should().Equal(MissingPartnerEntityMessage("Any"));

    [Fact]
    public void A_SAML_application_without_a_partner_is_refused() =>
        ValidateSteps(NoopProfile + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("SAML2")).Should().Equal(MissingPartnerEntityMessage("PolicyProfile"));

    [Fact]
    public void A_partner_may_be_a_URL_or_metadata_in_CDATA_and_a_SAML_issuer_needs_none() => ValidateSteps(
        Profile("Any", Protocol("SAML2") + Metadata(("PartnerEntity", "https://idp.example/metadata")))
            + Profile("Issuer", Protocol("SAML2", "SAML2") + Metadata(("IssuerUri", "https://issuer.example"))
                + IssuerKeys.Replace("issuer_secret", "SamlMessageSigning", StringComparison.Ordinal)),
        Step(1, "Any") + SendClaimsStep(2),
        Protocol("SAML2") + Metadata(("PartnerEntity", "<![CDATA[<md:EntityDescriptor/>]]>"))).Should().BeEmpty();

    [Fact]
    public void A_SAML_provider_that_no_journey_reaches_needs_no_partner() =>
        ValidateProfile(NoopProfile + Profile("Unused", Protocol("SAML2"))).Should().BeEmpty();

    [Fact]
    public void A_self_asserted_profile_without_a_page_is_refused() => ValidateProfile(SelfAssertedProfile).Should().Equal(
        "Profile 'Any' does not contain the required metadata key 'ContentDefinitionReferenceId'.");

    [Fact]
    public void The_step_that_calls_a_self_asserted_profile_may_name_its_page() => ValidateSteps(
        SelfAssertedProfile + JwtIssuer, Step(1, "Any", "ContentDefinitionReferenceId=\"api.page\"") + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void So_may_a_combined_step() => ValidateSteps(SelfAssertedProfile + JwtIssuer, CombinedStep("Exchange1", ClaimsExchange(1)) + SendClaimsStep(2)).Should().BeEmpty();

    [Fact]
    public void So_may_a_combined_step_that_checks_the_sign_in_by_an_exchange_of_another() =>
        ValidateSteps(SelfAssertedProfile + JwtIssuer, CombinedStep("exchange2", "") + Step(2, "ANY") + SendClaimsStep(3)).Should().BeEmpty();

    [Fact]
    public void So_may_a_step_of_a_sub_journey() => ValidateSteps(
        SelfAssertedProfile + JwtIssuer,
        """<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>"""
            + SendClaimsStep(2),
        otherSections: $"""
               <SubJourneys><SubJourney Id="Sub" Type="Call"><OrchestrationSteps>
                 {Step(1, "Any", "ContentDefinitionReferenceId=\"api.page\"")}
               </OrchestrationSteps></SubJourney></SubJourneys>
               """).Should().BeEmpty();

    [Fact]
    public void It_is_not_enough_that_one_of_two_steps_names_the_page() =>
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
