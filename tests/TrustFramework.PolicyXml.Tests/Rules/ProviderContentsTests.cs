using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Required metadata, keys and claims of technical profiles.</summary>
public sealed class ProviderContentsTests
{
    private static readonly string NoopProfile = Profile("Any", Protocol("None"));

    private static string MissingMetadataMessage(string key, string profile = "Any") => $"Profile '{profile}' does not contain the required metadata key '{key}'.";

    private static string MissingKeyMessage(string key, string profile = "Any") =>
        $"Profile '{profile}' in policy '{PolicyId}' in tenant 'contoso.onmicrosoft.com' does not contain the required cryptographic key '{key}'.";

    [Theory]
    [InlineData("PhoneFactorProtocolProvider", "ContentDefinitionReferenceId", "api.page")]
    [InlineData("OneTimePasswordProtocolProvider", "Operation", "GenerateCode")]
    [InlineData("AadSsprProtocolProvider", "Operation", "SendCode")]
    [InlineData("AzureMfaProtocolProvider", "Operation", "OneWaySMS")]
    [InlineData("ConditionalAccessProtocolProvider", "OperationType", "Evaluation")]
    public void A_handler_requires_its_metadata(string handler, string key, string value)
    {
        ValidateProfile(Profile("Any", Handler(handler) + InputClaims("name"))).Should().Equal(MissingMetadataMessage(key));
        ValidateProfile(Profile("Any", Handler(handler) + Metadata((key, value)) + InputClaims("name"))).Should().BeEmpty();
    }

    [Fact]
    public void Unknown_handlers_are_not_checked() =>
        ValidateProfile(Profile("Any", Handler("UserJourneyContextProvider"))).Should().BeEmpty();

    [Fact]
    public void Unused_profiles_require_no_metadata_keys_or_claims() => ValidateProfile(
        NoopProfile + Profile("OTP-Common", Handler("OneTimePasswordProtocolProvider")) + Profile("Contoso", Protocol("OpenIdConnect"))
            + Profile("Blank", Handler("SelfAssertedAttributeProvider")) + Profile("Saml2Issuer", Protocol("None", "SAML2"))
            + Profile("OtherIssuer", Protocol("None", "JWT"))).Should().BeEmpty();

    [Fact]
    public void OAuth2_requires_two_endpoints_and_a_secret() =>
        ValidateProfile(Profile("Any", Protocol("OAuth2") + Metadata(("client_id", "app")))).Should().Equal(
            MissingMetadataMessage("authorization_endpoint"), MissingMetadataMessage("AccessTokenEndpoint"), MissingKeyMessage("client_secret"));

    [Fact]
    public void OpenIdConnect_requires_a_discovery_document_or_an_endpoint()
    {
        ValidateProfile(OpenIdConnect(("response_types", "id_token"))).Should().Equal(MissingMetadataMessage("METADATA"));
        ValidateProfile(OpenIdConnect(("response_types", "id_token"), ("METADATA", "https://idp.example"))).Should().BeEmpty();
        ValidateProfile(OpenIdConnect(("response_types", "id_token"), ("authorization_endpoint", "https://idp.example"))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("response_types", "code", false)]
    [InlineData("response_mode", "form_post", false)]
    [InlineData("response_types", "id_token", true)]
    [InlineData("token_endpoint_auth_method", "private_key_jwt", true)]
    [InlineData("grant_type", "password", true)]
    public void OpenIdConnect_requires_a_secret_unless_it_never_sends_one(string key, string value, bool accepted) =>
        ValidateProfile(OpenIdConnect(("METADATA", "https://idp.example"), (key, value))).Should().Equal(accepted ? [] : [MissingKeyMessage("client_secret")]);

    [Fact]
    public void The_non_interactive_profile_requires_no_secret() => ValidateProfile(Profile(
        "Any",
        Protocol("OpenIdConnect") + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"))
            + InputClaims("grant_type", "DefaultValue=\"password\""))).Should().BeEmpty();

    [Fact]
    public void A_profile_with_a_secret_is_accepted() => ValidateProfile(Profile(
        "Any",
        Protocol("OpenIdConnect")
            + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"), ("response_types", "code")) + ClientSecretKeys))
        .Should().BeEmpty();

    [Fact]
    public void A_JWT_issuer_requires_a_client_id_and_two_keys() =>
        ValidateSteps(NoopProfile + Profile("Issuer", Protocol("None", "JWT")), Step(1, "Any") + SendClaimsStep(2)).Should().Equal(
            MissingMetadataMessage("client_id", "Issuer"), MissingKeyMessage("issuer_secret", "Issuer"), MissingKeyMessage("issuer_refresh_token_key", "Issuer"));

    [Fact]
    public void A_child_may_add_the_keys_of_an_inherited_issuer()
    {
        var baseContent = CreateContent(NoopProfile + Profile("Issuer", Protocol("None", "JWT")), Step(1, "Any") + SendClaimsStep(2), relyingPartyProfile: null);
        var childContent = $"""
            <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
              {Profile("ISSUER", Metadata(("client_id", "service:te")) + IssuerKeys)}
            </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
              <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
                <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
                <SubjectNamingInfo ClaimType="sub" />
              </TechnicalProfile>
            </RelyingParty>
            """;

        Sample.Validate(RuleSample.Create(baseContent)).Findings.Should().BeEmpty();
        Sample.Validate(RuleSample.Create(baseContent, childContent)).Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_identity_provider_with_a_token_format_requires_no_issuer_keys() => ValidateProfile(Profile(
        "Any",
        Protocol("OpenIdConnect", "JWT")
            + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"), ("response_types", "id_token")))).Should().BeEmpty();

    [Theory]
    [InlineData("SAML2")]
    [InlineData("None")]
    public void A_SAML2_issuer_requires_an_issuer_URI_and_a_signing_key(string protocol)
    {
        ValidateSteps(NoopProfile + Profile("Issuer", Protocol(protocol, "SAML2")), Step(1, "Any") + SendClaimsStep(2)).Should().Equal(
            MissingMetadataMessage("IssuerUri", "Issuer"),
            "A cryptographic key for 'SamlMessageSigning' has not been specified or the certificate referenced does not exist.");
    }

    [Theory]
    [InlineData("SelfAssertedAttributeProvider", "output or display")]
    [InlineData("ClaimsTransformationProtocolProvider", "output")]
    [InlineData("PhoneFactorProtocolProvider", "input")]
    public void A_handler_requires_its_claims(string handler, string kind) =>
        ValidateProfile(Profile("Any", Handler(handler) + Metadata(("ContentDefinitionReferenceId", "api.page")))).Should().Equal(
            $"Profile 'Any' must contain at least one {kind} claim.");

    [Fact]
    public void A_self_asserted_profile_may_have_only_display_claims() => ValidateProfile(Profile(
        "Any",
        Handler("SelfAssertedAttributeProvider") + Metadata(("ContentDefinitionReferenceId", "api.page"))
            + """<DisplayClaims><DisplayClaim ClaimTypeReferenceId="name" /></DisplayClaims>""")).Should().BeEmpty();

    [Fact]
    public void A_claims_transformation_profile_requires_no_transformations() =>
        ValidateProfile(Profile("Any", Handler("ClaimsTransformationProtocolProvider") + OutputClaims("name"))).Should().BeEmpty();

    [Fact]
    public void An_Application_Insights_profile_requires_a_key_and_an_event_name() =>
        ValidateProfile(Profile("Any", Handler(InsightsHandler))).Should().Equal(
            "The application insights profile 'Any' does not specify an InstrumentationKey.",
            "The application insights profile 'Any' does not specify an input claim with a partner claim type of 'eventName'.");

    [Theory]
    [InlineData("")]
    [InlineData("DefaultValue=\"\"")]
    public void The_key_and_the_event_name_must_not_be_empty(string attributes) =>
        ValidateProfile(Profile("Any", Handler(InsightsHandler) + Metadata(("InstrumentationKey", " ")) + InputClaims("eventName", attributes))).Should().Equal(
            "The application insights profile 'Any' has no value for the InstrumentationKey.",
            "The application insights profile 'Any' does not specify or has an empty DefaultValue for the 'eventName' claim.");

    [Theory]
    [InlineData("Insights.AzureApplicationInsightsProvider")]
    [InlineData("AzureApplicationInsightsProvider")]
    public void The_key_may_come_from_an_included_profile_without_event_name(string handler)
    {
        var common = Profile("AppInsights-Common", Handler(handler) + Metadata(("InstrumentationKey", "{Settings:Key}")));
        var report = Profile(
            "Any",
            InputClaims("name", "PartnerClaimType=\"eventName\" DefaultValue=\"{Context:CorrelationId}\"")
                + """<IncludeTechnicalProfile ReferenceId="AppInsights-Common" />""");

        ValidateProfile(common + report).Should().BeEmpty();
    }

    private const string InsightsHandler = "Insights.AzureApplicationInsightsProvider";

    private static string OpenIdConnect(params (string Key, string Value)[] items) =>
        Profile("Any", Protocol("OpenIdConnect") + Metadata([("client_id", "app"), .. items]));
}
