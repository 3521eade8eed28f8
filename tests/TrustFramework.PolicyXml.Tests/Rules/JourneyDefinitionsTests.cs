namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>What journeys and the relying party refer to: policy-rules 2 #5 and #17.</summary>
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
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles>
          <TechnicalProfile Id="First"><Protocol Name="None" /></TechnicalProfile>
          <TechnicalProfile Id="Issuer"><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat></TechnicalProfile>
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
    public void A_step_says_where_it_is(string step, string kind) =>
        GetOnlyFinding(Journey("SignIn", step)).Message.Should().Be(StepMessagePrefix + DanglingReferenceMessage(kind, "Gone"));

    [Fact]
    public void A_sub_journey_is_named_like_a_user_journey() => GetOnlyFinding(
        """
        <SubJourneys><SubJourney Id="MFA-Extra" Type="Call"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="e" TechnicalProfileReferenceId="PhoneFactor-InputOrVerify" /></ClaimsExchanges>
          </OrchestrationStep>
        </OrchestrationSteps></SubJourney></SubJourneys>
        """).Message.Should().Be(
            StepMessagePrefix.Replace("SignIn", "MFA-Extra", StringComparison.Ordinal) + DanglingReferenceMessage("TechnicalProfile", "PhoneFactor-InputOrVerify"));

    [Fact]
    public void The_default_issuer_stands_in_no_step() => GetOnlyFinding(
        $"""
        <UserJourneys><UserJourney Id="SignIn" DefaultCpimIssuerTechnicalProfileReferenceId="Gone">
          <OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" /></OrchestrationSteps>
        </UserJourney></UserJourneys>
        """).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "Gone"));

    [Fact]
    public void A_client_definition_is_there() => GetOnlyFinding(Journey("SignIn", SendClaimsStep(1), """<ClientDefinition ReferenceId="DefaultWeb" />"""))
        .Message.Should().Be(DanglingReferenceMessage("ClientDefinition", "DefaultWeb"));

    [Fact]
    public void A_client_definition_that_names_none_is_none() =>
        Validate(Journey("SignIn", SendClaimsStep(1), "<ClientDefinition />")).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<DefaultUserJourney ReferenceId="Gone" />""")]
    [InlineData("""<DefaultUserJourney ReferenceId="SIGNIN" /><Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="Gone" /></Endpoints>""")]
    public void The_relying_party_names_user_journeys_that_there_are(string named) => GetOnlyFinding(
        $"""
        {Journey("SignIn", SendClaimsStep(1))}
        <RelyingParty>{named}
          <TechnicalProfile Id="PolicyProfile"><Protocol Name="OpenIdConnect" /><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>
        </RelyingParty>
        """).Message.Should().Be(DanglingReferenceMessage("UserJourney", "Gone"));

    [Fact]
    public void Authorization_profiles_are_not_asked_for() => Validate(
        $"""
        <UserJourneys><UserJourney Id="SignIn">
          <Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="Gone" /></AuthorizationTechnicalProfiles></Authorization>
          <OrchestrationSteps>{SendClaimsStep(1)}</OrchestrationSteps>
        </UserJourney></UserJourneys>
        """).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<ClaimsProviderSelection TargetClaimsExchangeId="Gone" />""")]
    [InlineData("""<ClaimsProviderSelection ValidationClaimsExchangeId="Gone" />""")]
    public void A_selection_leads_to_a_claims_exchange_that_there_is(string selection)
    {
        var finding = GetOnlyFinding(Journey("SignIn", SelectionStep(selection) + ClaimsExchangeStep(2) + SendClaimsStep(3)));

        finding.Message.Should().Be(
            "ClaimsExchange with id \"Gone\" is referenced in UserJourney with id \"SignIn\" in policy \"B2C_1A_Sample1\" "
            + "of tenant \"contoso.onmicrosoft.com\", but it was not found.");
    }

    [Fact]
    public void A_selection_may_lead_to_an_exchange_of_any_step() => Validate(Journey(
        "SignIn",
        SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FIRSTexchange" />""")
            + """
            <OrchestrationStep Order="2" Type="ClaimsExchange">
              <ClaimsExchanges><ClaimsExchange Id="Other" TechnicalProfileReferenceId="First" /></ClaimsExchanges>
            </OrchestrationStep>
            """
            + ClaimsExchangeStep(3) + SendClaimsStep(4))).Findings.Should().BeEmpty();

    [Fact]
    public void An_exchange_of_another_journey_is_none_of_this_one() => GetOnlyFinding(
        $"""
        <UserJourneys>
          <UserJourney Id="Other"><OrchestrationSteps>{ClaimsExchangeStep(1)}{SendClaimsStep(2)}</OrchestrationSteps></UserJourney>
          <UserJourney Id="SignIn"><OrchestrationSteps>
            {SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FirstExchange" />""")}{SendClaimsStep(2)}
          </OrchestrationSteps></UserJourney>
        </UserJourneys>
        """).Message.Should().StartWith("ClaimsExchange with id \"FirstExchange\" is referenced in UserJourney with id \"SignIn\" ");

    [Fact]
    public void A_base_gives_the_exchange_that_its_child_selects() => Sample.Validate(RuleSample.Create(
        Definitions + Journey("SignIn", SelectionStep("""<ClaimsProviderSelection TargetClaimsExchangeId="FirstExchange" />""") + ClaimsExchangeStep(2) + SendClaimsStep(3)),
        Journey("SignIn", SelectionStep("""<ClaimsProviderSelection ValidationClaimsExchangeId="FirstExchange" />""")))).Findings.Should().BeEmpty();

    private static ValidationResult Validate(string inside) => Sample.Validate(RuleSample.Create(Definitions + inside));

    private static Finding GetOnlyFinding(string inside) => Validate(inside).Findings.Should().ContainSingle().Subject;

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
