using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Tracing;
using static TrustFramework.Engine.Tests.Journeys.TestJourney;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Steps of journeys and sub-journeys: runtime 6.3.</summary>
public sealed class JourneyStepTests
{
    private static readonly string Page = Profile("Page", SelfAsserted, Output("\"a\""));
    private static readonly string SetC = Profile("SetC", Transformation, Output("\"c\" DefaultValue=\"set\""));

    private const string SignIn = """
        <OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin">
          <ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="Local" /><ClaimsProviderSelection TargetClaimsExchangeId="Other" />{0}</ClaimsProviderSelections>
          <ClaimsExchanges><ClaimsExchange Id="Local" TechnicalProfileReferenceId="LocalPage" /></ClaimsExchanges></OrchestrationStep>
        <OrchestrationStep Order="2" Type="ClaimsExchange"><Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>a</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>
          <ClaimsExchanges><ClaimsExchange Id="Other" TechnicalProfileReferenceId="SetC" /><ClaimsExchange Id="SignUp" TechnicalProfileReferenceId="SignUpPage" />
          <ClaimsExchange Id="Forgot" TechnicalProfileReferenceId="SetFlag" /></ClaimsExchanges></OrchestrationStep>
        """;

    [Fact]
    public async Task Steps_are_executed_in_their_order_and_skipped_by_the_first_satisfied_precondition()
    {
        var journey = Create(
            Exchange(3, "Page") + Exchange(1, "SetC") + Exchange(2, "SetC", """<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>c</Value><Value>set</Value><Action>SkipThisOrchestrationStep</Action></Precondition>"""),
            Page + SetC);

        var execution = await journey.StartAsync();

        Describe(execution).Should().Be("waiting at Page: ");
        execution.Trace.Select(entry => (entry.Kind, entry.StepOrder)).Should().Equal(
            (TraceKind.Journey, null), (TraceKind.Step, 1), (TraceKind.TechnicalProfile, 1), (TraceKind.Precondition, 2), (TraceKind.Step, 3), (TraceKind.Page, 3));
        Describe(await journey.AnswerAsync(execution, ("a", "1"))).Should().Be("a=1 c=set");
    }

    [Theory]
    [InlineData("Local", "a=1")]
    [InlineData("Other", "c=set")]
    [InlineData("link:signUp", "waiting at SignUpPage: ")]
    [InlineData("link:forgotPassword", "AADB2C90118: The user has forgotten their password.")]
    [InlineData("Unknown", "waiting at LocalPage: No suitable claims providers were found.")]
    [InlineData("link:cancel", "waiting at LocalPage: The page has no link 'cancel'.")]
    public async Task A_combined_page_leads_to_the_form_a_provider_or_a_link(string choice, string expected)
    {
        var journey = CreateSignIn(Item("SignUpTarget", "SignUp"), "");
        var execution = await journey.StartAsync();
        var stop = journey.Stop(execution);
        (stop.ContentDefinitionId, stop.TechnicalProfileId, string.Join(' ', stop.Links)).Should().Be(("api.signuporsignin", "LocalPage", "signUp forgotPassword"));
        stop.Fields.Select(field => field.ClaimTypeId).Should().Equal("a", "b");
        stop.Choices.Should().Equal(new PageChoice("Other", "SetC button"));

        var answered = choice switch
        {
            "Local" => await journey.AnswerAsync(execution, ("a", "1")),
            _ when choice.StartsWith("link:", StringComparison.Ordinal) => await journey.Runner.AnswerAsync(execution, new JourneyAnswer { Link = choice[5..] }),
            _ => await journey.Runner.AnswerAsync(execution, new JourneyAnswer { Exchange = choice }),
        };

        Describe(answered).Should().Be(expected);
    }

    [Fact]
    public async Task A_forgotten_password_can_lead_to_an_exchange_of_the_policy()
    {
        var journey = CreateSignIn(Item("setting.forgotPasswordLinkOverride", "Forgot"), "<ClaimsProviderSelection TargetClaimsExchangeId=\"Forgot\" />");
        var execution = await journey.StartAsync();

        journey.Stop(execution).Choices.Select(choice => choice.ExchangeId).Should().Equal("Other");
        Describe(await journey.Runner.AnswerAsync(execution, new JourneyAnswer { Link = "forgotPassword" })).Should().Be("flag=true");
    }

    [Theory]
    [InlineData("contoso.COM", "c=set")]
    [InlineData("other.com", "waiting at LocalPage: ")]
    public async Task A_domain_hint_chooses_the_claims_provider_with_the_domain(string hint, string expected) =>
        Describe(await CreateSignIn("", "").StartAsync(("domain_hint", hint))).Should().Be(expected);

    [Theory]
    [InlineData("", "DoNotShowSingleProvider", "c=set")]
    [InlineData("", "ShowSingleProvider", "waiting at 1: ")]
    [InlineData("Never", "DoNotShowSingleProvider", "")]
    public async Task A_selection_with_one_provider_is_shown_only_if_the_policy_says_so(string enabled, string option, string expected)
    {
        var profile = Profile("SetC", Transformation, $"{Output("\"c\" DefaultValue=\"set\"")}{(enabled.Length > 0 ? $"<EnabledForUserJourneys>{enabled}</EnabledForUserJourneys>" : "")}");
        var journey = Create($"""
            <OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.idpselections">
              <ClaimsProviderSelections DisplayOption="{option}"><ClaimsProviderSelection TargetClaimsExchangeId="SetC2" /></ClaimsProviderSelections></OrchestrationStep>
            {Exchange(2, "SetC")}
            """, profile);

        Describe(await journey.StartAsync()).Should().Be(expected);
    }

    [Fact]
    public async Task Several_exchanges_without_a_choice_end_the_journey()
    {
        var journey = Create("""
            <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="A" TechnicalProfileReferenceId="SetC" /><ClaimsExchange Id="B" TechnicalProfileReferenceId="SetC" /></ClaimsExchanges></OrchestrationStep>
            """, SetC);

        Describe(await journey.StartAsync()).Should().Be("AADB2C90051: No suitable claims providers were found.");
    }

    [Fact]
    public async Task A_called_sub_journey_returns_and_a_transferred_one_ends_the_journey()
    {
        const string invoke = """<OrchestrationStep Order="{0}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="{1}" /></JourneyList></OrchestrationStep>""";
        var subJourneys = $"""
            <SubJourney Id="Called" Type="Call"><OrchestrationSteps>{Exchange(1, "Page")}</OrchestrationSteps></SubJourney>
            <SubJourney Id="Transferred" Type="Transfer"><OrchestrationSteps>{Exchange(1, "SetFlag")}<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></SubJourney>
            """;
        var journey = Create(
            string.Format(null, invoke, 1, "Called") + Exchange(2, "SetC") + string.Format(null, invoke, 3, "Transferred"),
            Page + SetC + Profile("SetFlag", Transformation, Output("\"flag\" DefaultValue=\"true\"")),
            subJourneys: subJourneys);

        var execution = await journey.AnswerAsync(await journey.StartAsync(), ("a", "1"));

        Describe(execution).Should().Be("a=1 c=set flag=true");
        Kinds(execution, TraceKind.Journey).Should().Equal("Main", "Called", "Transferred");
    }

    [Fact]
    public async Task Sub_journeys_that_call_each_other_end_with_an_error()
    {
        const string call = """<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="{0}" /></JourneyList></OrchestrationStep>""";
        var journey = Create(string.Format(null, call, "A"), subJourneys: $"""
            <SubJourney Id="A" Type="Call"><OrchestrationSteps>{string.Format(null, call, "B")}</OrchestrationSteps></SubJourney><SubJourney Id="B" Type="Call"><OrchestrationSteps>{string.Format(null, call, "A")}</OrchestrationSteps></SubJourney>
            """);

        var execution = await journey.StartAsync();

        (execution.Error!.Code, execution.Error.Detail, execution.StepCount).Should().Be(("AADB2C90037", "The journey has more than 500 steps and answers.", 500));
    }

    [Fact]
    public async Task The_policy_can_end_a_journey_with_an_error_of_its_own()
    {
        var journey = Create(
            "",
            Profile("Error", """<Protocol Name="OAuth2" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat>""", """
                <InputClaims><InputClaim ClaimTypeReferenceId="errorCode" DefaultValue="1234" /><InputClaim ClaimTypeReferenceId="errorMessage" DefaultValue="My message" /></InputClaims>
                """),
            lastStep: """<OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Error" />""");

        Describe(await journey.StartAsync()).Should().Be("AAD_Custom_1234: My message");
    }

    [Theory]
    [InlineData("""<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="X" TechnicalProfileReferenceId="Rest" /></ClaimsExchanges></OrchestrationStep>""", "Unsupported: 'Rest' is not executed by this server: the handler RestfulProvider is not supported.")]
    [InlineData("""<OrchestrationStep Order="1" Type="ConsentScreen" />""", "Unsupported: 'ConsentScreen' is not executed by this server: the step 1 has a type that is not supported.")]
    [InlineData("""<OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Saml" />""", "Unsupported: 'Saml' is not executed by this server: the token format SAML2 is not supported.")]
    [InlineData("""<OrchestrationStep Order="1" Type="SendClaims" />""", "AADB2C90108: The orchestration step '1' does not specify a CpimIssuerTechnicalProfileReferenceId when one was expected.")]
    [InlineData("""<OrchestrationStep Order="1" Type="InvokeSubJourney" />""", "AADB2C90037: An error occurred while processing the request. Please contact administrator of the site you are trying to access.")]
    public async Task What_is_not_executed_ends_the_journey_and_is_named(string step, string expected)
    {
        var journey = Create(step, Profile("Rest", """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine" />""")
            + Profile("Saml", """<Protocol Name="None" /><OutputTokenFormat>SAML2</OutputTokenFormat>"""));

        Describe(await journey.StartAsync()).Should().Be(expected);
    }

    [Fact]
    public async Task A_journey_without_pages_fails_at_one_and_an_execution_whose_policy_changed_cannot_continue()
    {
        var journey = Create(Exchange(1, "Page"), Page);
        (await journey.Runner.StartAsync(Request() with { AllowsPages = false })).Error!.Detail.Should().Be("The step 1 shows a page, which this grant cannot.");
        (await journey.Runner.StartAsync(Request(), "Unknown")).Error!.Code.Should().Be("AADB2C90031");
        var waiting = await journey.StartAsync();
        var changed = Create(Exchange(2, "SetC"), SetC);

        changed.Runner.FindStop(waiting).Should().BeNull();
        Describe(await changed.AnswerAsync(waiting, ("a", "1"))).Should().StartWith("AADB2C90046");
    }

    private static TestJourney CreateSignIn(string metadata, string selections) => Create(
        SignIn.Replace("{0}", selections, StringComparison.Ordinal),
        Profile("LocalPage", SelfAsserted, $"<Metadata>{Item("ContentDefinitionReferenceId", "api.local")}{metadata}</Metadata>{Output("\"a\"", "\"b\"", "\"displayName\"")}") + SetC
        + Profile("SignUpPage", SelfAsserted, Output("\"displayName\"")) + Profile("SetFlag", Transformation, Output("\"flag\" DefaultValue=\"true\"")));
}
