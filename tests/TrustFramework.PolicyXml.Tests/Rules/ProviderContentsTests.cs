using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>What profiles of each kind are made of: metadata, keys, claims.</summary>
public sealed class ProviderContentsTests
{
    private static readonly string Noop = Profile("Any", Protocol("None"));

    private static string NoItem(string key, string profile = "Any") => $"Profile '{profile}' does not contain the required metadata key '{key}'.";

    private static string NoKey(string key, string profile = "Any") =>
        $"Profile '{profile}' in policy '{Id}' in tenant 'contoso.onmicrosoft.com' does not contain the required cryptographic key '{key}'.";

    [Theory]
    [InlineData("PhoneFactorProtocolProvider", "ContentDefinitionReferenceId", "api.page")]
    [InlineData("OneTimePasswordProtocolProvider", "Operation", "GenerateCode")]
    [InlineData("AadSsprProtocolProvider", "Operation", "SendCode")]
    [InlineData("AzureMfaProtocolProvider", "Operation", "OneWaySMS")]
    [InlineData("ConditionalAccessProtocolProvider", "OperationType", "Evaluation")]
    public void A_handler_has_its_metadata(string handler, string key, string value)
    {
        Calling(Profile("Any", Handler(handler) + Input("name"))).Should().Equal(NoItem(key));
        Calling(Profile("Any", Handler(handler) + Metadata((key, value)) + Input("name"))).Should().BeEmpty();
    }

    [Fact]
    public void Handlers_of_which_nothing_is_known_are_asked_for_nothing() =>
        Calling(Profile("Any", Handler("UserJourneyContextProvider"))).Should().BeEmpty();

    [Fact]
    public void Unused_profiles_are_not_asked_for_metadata_keys_or_claims() => Calling(
        Noop + Profile("OTP-Common", Handler("OneTimePasswordProtocolProvider")) + Profile("Contoso", Protocol("OpenIdConnect"))
            + Profile("Blank", Handler("SelfAssertedAttributeProvider")) + Profile("Saml2Issuer", Protocol("None", "SAML2"))
            + Profile("OtherIssuer", Protocol("None", "JWT"))).Should().BeEmpty();

    [Fact]
    public void OAuth2_has_two_endpoints_and_a_secret() =>
        Calling(Profile("Any", Protocol("OAuth2") + Metadata(("client_id", "app")))).Should().Equal(
            NoItem("authorization_endpoint"), NoItem("AccessTokenEndpoint"), NoKey("client_secret"));

    [Fact]
    public void OpenIdConnect_has_a_discovery_document_or_an_endpoint()
    {
        Calling(OpenIdConnect(("response_types", "id_token"))).Should().Equal(NoItem("METADATA"));
        Calling(OpenIdConnect(("response_types", "id_token"), ("METADATA", "https://idp.example"))).Should().BeEmpty();
        Calling(OpenIdConnect(("response_types", "id_token"), ("authorization_endpoint", "https://idp.example"))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("response_types", "code", false)]
    [InlineData("response_mode", "form_post", false)]
    [InlineData("response_types", "id_token", true)]
    [InlineData("token_endpoint_auth_method", "private_key_jwt", true)]
    [InlineData("grant_type", "password", true)]
    public void OpenIdConnect_has_a_secret_unless_it_never_sends_one(string key, string value, bool accepted) =>
        Calling(OpenIdConnect(("METADATA", "https://idp.example"), (key, value))).Should().Equal(accepted ? [] : [NoKey("client_secret")]);

    [Fact]
    public void The_non_interactive_profile_needs_no_secret() => Calling(Profile(
        "Any",
        Protocol("OpenIdConnect") + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"))
            + Input("grant_type", "DefaultValue=\"password\""))).Should().BeEmpty();

    [Fact]
    public void A_secret_that_is_there_is_enough() => Calling(Profile(
        "Any",
        Protocol("OpenIdConnect")
            + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"), ("response_types", "code")) + Secret))
        .Should().BeEmpty();

    [Fact]
    public void What_issues_a_JWT_has_a_client_id_and_two_keys() =>
        InSteps(Noop + Profile("Issuer", Protocol("None", "JWT")), Step(1, "Any") + SendClaims(2)).Should().Equal(
            NoItem("client_id", "Issuer"), NoKey("issuer_secret", "Issuer"), NoKey("issuer_refresh_token_key", "Issuer"));

    [Fact]
    public void A_base_may_leave_its_issuers_keys_to_its_children()
    {
        var under = Inside(Noop + Profile("Issuer", Protocol("None", "JWT")), Step(1, "Any") + SendClaims(2), party: null);
        var over = $"""
            <ClaimsProviders><ClaimsProvider><TechnicalProfiles>
              {Profile("ISSUER", Metadata(("client_id", "service:te")) + IssuerKeys)}
            </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
              <TechnicalProfile Id="PolicyProfile"><Protocol Name="OpenIdConnect" />
                <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
                <SubjectNamingInfo ClaimType="sub" />
              </TechnicalProfile>
            </RelyingParty>
            """;

        Sample.Judge(RuleSample.Create(under)).Findings.Should().BeEmpty();
        Sample.Judge(RuleSample.Create(under, over)).Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_identity_provider_that_names_a_token_format_owes_no_issuers_keys() => Calling(Profile(
        "Any",
        Protocol("OpenIdConnect", "JWT")
            + Metadata(("client_id", "app"), ("METADATA", "https://idp.example"), ("response_types", "id_token")))).Should().BeEmpty();

    [Theory]
    [InlineData("SAML2")]
    [InlineData("None")]
    public void What_issues_SAML2_has_its_name_and_a_key_to_sign_with(string protocol)
    {
        InSteps(Noop + Profile("Issuer", Protocol(protocol, "SAML2")), Step(1, "Any") + SendClaims(2)).Should().Equal(
            NoItem("IssuerUri", "Issuer"),
            "A cryptographic key for 'SamlMessageSigning' has not been specified or the certificate referenced does not exist.");
    }

    [Theory]
    [InlineData("SelfAssertedAttributeProvider", "output or display")]
    [InlineData("ClaimsTransformationProtocolProvider", "output")]
    [InlineData("PhoneFactorProtocolProvider", "input")]
    public void A_handler_has_its_claims(string handler, string kind) =>
        Calling(Profile("Any", Handler(handler) + Metadata(("ContentDefinitionReferenceId", "api.page")))).Should().Equal(
            $"Profile 'Any' must contain at least one {kind} claim.");

    [Fact]
    public void Display_claims_are_enough_for_a_self_asserted_profile() => Calling(Profile(
        "Any",
        Handler("SelfAssertedAttributeProvider") + Metadata(("ContentDefinitionReferenceId", "api.page"))
            + """<DisplayClaims><DisplayClaim ClaimTypeReferenceId="name" /></DisplayClaims>""")).Should().BeEmpty();

    [Fact]
    public void A_claims_transformation_provider_needs_no_transformations() =>
        Calling(Profile("Any", Handler("ClaimsTransformationProtocolProvider") + Output("name"))).Should().BeEmpty();

    [Fact]
    public void A_report_to_application_insights_says_where_to_and_what() =>
        Calling(Profile("Any", Handler(Insights))).Should().Equal(
            "The application insights profile 'Any' does not specify an InstrumentationKey.",
            "The application insights profile 'Any' does not specify an input claim with a partner claim type of 'eventName'.");

    [Theory]
    [InlineData("")]
    [InlineData("DefaultValue=\"\"")]
    public void Neither_is_empty(string attributes) =>
        Calling(Profile("Any", Handler(Insights) + Metadata(("InstrumentationKey", " ")) + Input("eventName", attributes))).Should().Equal(
            "The application insights profile 'Any' has no value for the InstrumentationKey.",
            "The application insights profile 'Any' does not specify or has an empty DefaultValue for the 'eventName' claim.");

    [Theory]
    [InlineData("Insights.AzureApplicationInsightsProvider")]
    [InlineData("AzureApplicationInsightsProvider")]
    public void A_report_may_take_its_key_from_a_common_profile_that_names_no_event(string handler)
    {
        var common = Profile("AppInsights-Common", Handler(handler) + Metadata(("InstrumentationKey", "{Settings:Key}")));
        var report = Profile(
            "Any",
            Input("name", "PartnerClaimType=\"eventName\" DefaultValue=\"{Context:CorrelationId}\"")
                + """<IncludeTechnicalProfile ReferenceId="AppInsights-Common" />""");

        Calling(common + report).Should().BeEmpty();
    }

    private const string Insights = "Insights.AzureApplicationInsightsProvider";

    private static string OpenIdConnect(params (string Key, string Value)[] items) =>
        Profile("Any", Protocol("OpenIdConnect") + Metadata([("client_id", "app"), .. items]));
}
