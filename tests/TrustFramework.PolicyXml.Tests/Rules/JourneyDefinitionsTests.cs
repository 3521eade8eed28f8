namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>References in journeys and the relying party: policy-rules 2 #5 and #17.</summary>
public sealed class JourneyDefinitionsTests
{
    private const string StepMessagePrefix =
        "The following error occurred in orchestration step 1 in user journey \"SignIn\" in policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\": ";

    private const string ClaimsExchanges = """<ClaimsExchanges><ClaimsExchange Id="FirstExchange" TechnicalProfileReferenceId="FIRST" /></ClaimsExchanges>""";

    private const string Definitions =
        """
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="api.start">
          <LoadUri>~/tenant/default/idpSelector.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:providerselection:1.2.0</DataUri>
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="First"><DisplayName>First</DisplayName><Protocol Name="None" /></TechnicalProfile>
          <TechnicalProfile Id="Issuer"><DisplayName>Issuer</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat></TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    [Theory]
    [InlineData(
        "<OrchestrationStep Order=\"1\" Type=\"ClaimsExchange\"><ClaimsExchanges><ClaimsExchange Id=\"e\" TechnicalProfileReferenceId=\"Gone\" />"
            + "</ClaimsExchanges></OrchestrationStep>",
        "TechnicalProfile")]
    [InlineData("<OrchestrationStep Order=\"1\" Type=\"SendClaims\" CpimIssuerTechnicalProfileReferenceId=\"Gone\" />", "TechnicalProfile")]
    [InlineData(
        "<OrchestrationStep Order=\"1\" Type=\"ClaimsExchange\" ContentDefinitionReferenceId=\"Gone\">" + ClaimsExchanges + "</OrchestrationStep>",
        "ContentDefinition")]
    [InlineData(
        "<OrchestrationStep Order=\"1\" Type=\"InvokeSubJourney\"><JourneyList><Candidate SubJourneyReferenceId=\"Gone\" /></JourneyList></OrchestrationStep>",
        "SubJourney")]
    public void A_finding_in_a_step_names_the_step_and_its_journey(string step, string kind) =>
        GetOnlyFinding(Journey("SignIn", step + SendClaimsStep(2))).Message.Should().Be(StepMessagePrefix + DanglingReferenceMessage(kind, "Gone"));

    [Fact]
    public void A_finding_in_a_sub_journey_names_it_like_a_user_journey() => GetOnlyFinding(
        """
        <SubJourneys><SubJourney Id="MFA-Extra" Type="Call"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="e" TechnicalProfileReferenceId="PhoneFactor-InputOrVerify" /></ClaimsExchanges>
          </OrchestrationStep>
        </OrchestrationSteps></SubJourney></SubJourneys>
        """).Message.Should().Be(
            StepMessagePrefix.Replace("SignIn", "MFA-Extra", StringComparison.Ordinal) + DanglingReferenceMessage("TechnicalProfile", "PhoneFactor-InputOrVerify"));

    [Fact]
    public void A_finding_about_the_default_issuer_names_no_step() => GetOnlyFinding(
        $"""
        <UserJourneys><UserJourney Id="SignIn" DefaultCpimIssuerTechnicalProfileReferenceId="Gone">
          <OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" /></OrchestrationSteps>
        </UserJourney></UserJourneys>
        """).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "Gone"));

    [Fact]
    public void A_journey_refers_to_a_defined_client_definition() => GetOnlyFinding(Journey("SignIn", SendClaimsStep(1), """<ClientDefinition ReferenceId="DefaultWeb" />"""))
        .Message.Should().Be(DanglingReferenceMessage("ClientDefinition", "DefaultWeb"));

    [Fact]
    public void A_client_definition_without_an_id_is_not_a_reference() =>
        Validate(Journey("SignIn", SendClaimsStep(1), "<ClientDefinition />")).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<DefaultUserJourney ReferenceId="Gone" />""")]
    [InlineData("""<DefaultUserJourney ReferenceId="SIGNIN" /><Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="Gone" /></Endpoints>""")]
    public void The_relying_party_refers_to_defined_user_journeys(string named) => GetOnlyFinding(
        $"""
        {Journey("SignIn", SendClaimsStep(1))}
        <RelyingParty>{named}
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" /><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>
        </RelyingParty>
        """).Message.Should().Be(DanglingReferenceMessage("UserJourney", "Gone"));

    [Fact]
    public void Authorization_profiles_are_not_checked() => Validate(
        $"""
        <UserJourneys><UserJourney Id="SignIn">
          <Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="Gone" /></AuthorizationTechnicalProfiles></Authorization>
          <OrchestrationSteps>{SendClaimsStep(1)}</OrchestrationSteps>
        </UserJourney></UserJourneys>
        """).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<ClaimsProviderSelection TargetClaimsExchangeId="Gone" />""")]
    [InlineData("""<ClaimsProviderSelection ValidationClaimsExchangeId="Gone" />""")]
    public void A_selection_refers_to_a_defined_claims_exchange(string selection)
    {
        var finding = GetOnlyFinding(Journey("SignIn", SelectionStep(selection) + ClaimsExchangeStep(2) + SendClaimsStep(3)));

        finding.Message.Should().Be(
            "ClaimsExchange with id \"Gone\" is referenced in UserJourney with id \"SignIn\" in policy \"B2C_1A_Sample1\" "
            + "of tenant \"contoso.onmicrosoft.com\", but it was not found.");
    }

    [Fact]
    public void A_selection_may_refer_to_an_exchange_of_any_step() => Validate(Journey(
        "SignIn",
        SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FIRSTexchange" />""")
            + """
            <OrchestrationStep Order="2" Type="ClaimsExchange">
              <ClaimsExchanges><ClaimsExchange Id="Other" TechnicalProfileReferenceId="First" /></ClaimsExchanges>
            </OrchestrationStep>
            """
            + ClaimsExchangeStep(3) + SendClaimsStep(4))).Findings.Should().BeEmpty();

    [Fact]
    public void A_selection_cannot_refer_to_an_exchange_of_another_journey() => GetOnlyFinding(
        $"""
        <UserJourneys>
          <UserJourney Id="Other"><OrchestrationSteps>{ClaimsExchangeStep(1)}{SendClaimsStep(2)}</OrchestrationSteps></UserJourney>
          <UserJourney Id="SignIn"><OrchestrationSteps>
            {SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FirstExchange" />""")}{SendClaimsStep(2)}
          </OrchestrationSteps></UserJourney>
        </UserJourneys>
        """).Message.Should().StartWith("ClaimsExchange with id \"FirstExchange\" is referenced in UserJourney with id \"SignIn\" ");

    [Fact]
    public void A_selection_may_refer_to_an_inherited_exchange() => Sample.Validate(RuleSample.Create(
        Definitions + Journey("SignIn", SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FirstExchange" />""") + ClaimsExchangeStep(2) + SendClaimsStep(3)),
        Journey("SignIn", SelectionStep("""<ClaimsProviderSelection ValidationClaimsExchangeId="FirstExchange" />""")))).Findings.Should().BeEmpty();

    private static ValidationResult Validate(string content) => Sample.Validate(RuleSample.Create(Definitions + content));

    private static Finding GetOnlyFinding(string content) => Sample.GetOnlyFinding(Validate(content));

    private static string DanglingReferenceMessage(string kind, string id) =>
        $"Policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\" makes a reference to {kind} with id \"{id}\" "
        + "but neither the policy nor any of its base policies contain such an element.";

    private static string Journey(string id, string steps, string behind = "") =>
        $"<UserJourneys><UserJourney Id=\"{id}\"><OrchestrationSteps>{steps}</OrchestrationSteps>{behind}</UserJourney></UserJourneys>";

    private static string SelectionStep(string selection) =>
        $"""
        <OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="API.start">
          <ClaimsProviderSelections>{selection}</ClaimsProviderSelections>
        </OrchestrationStep>
        """;

    private static string ClaimsExchangeStep(int order) => $"<OrchestrationStep Order=\"{order}\" Type=\"ClaimsExchange\">{ClaimsExchanges}</OrchestrationStep>";

    private static string SendClaimsStep(int order) => $"<OrchestrationStep Order=\"{order}\" Type=\"SendClaims\" CpimIssuerTechnicalProfileReferenceId=\"issuer\" />";
}
