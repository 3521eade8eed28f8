using static TrustFramework.PolicyXml.Tests.Rules.JourneyPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class RelyingPartyTests
{
    private const string MailMissing = "Claim type \"email\" is the input claim of technical profile \"Write\" in step \"1\" of user journey \"Sign\" "
        + "but it is not an output claim in any of the previous steps.";

    private const string MailNotProduced = "Claim type \"email\" is the output claim of the relying party's technical profile, but it is not an output "
        + "claim in any of the steps of user journey \"Sign\".";

    private const string Mail = """<OutputClaim ClaimTypeReferenceId="email" />""";

    private const string CopyToMail = """
        <ClaimsTransformations><ClaimsTransformation Id="ToMail" TransformationMethod="CopyClaim">
          <InputClaims><InputClaim ClaimTypeReferenceId="objectId" TransformationClaimType="inputClaim" /></InputClaims>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="EMAIL" TransformationClaimType="outputClaim" /></OutputClaims>
        </ClaimsTransformation></ClaimsTransformations>
        """;

    private static readonly JourneyPolicy Needy = new() { Steps = Exchange(1, "Write") + Send, Party = PartyWith() };

    /// <summary>The profile P before the step that needs the mail address.</summary>
    private static JourneyPolicy Before(string profile, string transformations = "") => Needy with
    {
        Steps = Exchange(1, "P") + Exchange(2, "Write") + SendAt(3),
        Profiles = Profile("P", profile),
        Transformations = transformations,
    };

    [Fact]
    public void A_required_input_that_no_earlier_step_gives_out_is_refused() => Needy.Messages.Should().Equal(MailMissing);

    [Fact]
    public void Without_a_relying_party_nobody_asks_for_required_inputs() => (Needy with { Party = "" }).Messages.Should().BeEmpty();

    [Fact]
    public void The_step_itself_and_later_ones_come_too_late() => (Needy with
    {
        Steps = Exchange(1, "Write") + Exchange(2, "Late") + SendAt(3),
        Profiles = Profile("Late", Outputs("email")),
    }).Messages.Should().Equal(MailMissing);

    [Theory]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" />""")]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" Required="false" />""")]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" Required="true" DefaultValue="{Policy:PolicyId}" />""")]
    public void Optional_inputs_and_those_with_a_default_never_fail(string input) => (Needy with
    {
        Steps = Exchange(1, "P") + Send,
        Profiles = Profile("P", $"<InputClaims>{input}</InputClaims>{Outputs("objectId")}"),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void The_same_claim_is_missed_once_a_step() => (Needy with
    {
        Steps = Exchange(1, "P") + Exchange(2, "P") + SendAt(3),
        Profiles = Profile(
            "P",
            """
            <InputClaims>
              <InputClaim ClaimTypeReferenceId="email" Required="true" PartnerClaimType="a" />
              <InputClaim ClaimTypeReferenceId="email" Required="true" PartnerClaimType="b" />
            </InputClaims>
            """ + Outputs("objectId")),
    }).Messages.Should().HaveCount(2).And.OnlyHaveUniqueItems();

    [Fact]
    public void An_earlier_steps_output_will_do_in_any_letter_case_and_even_if_the_step_is_skipped()
    {
        Before(Outputs("EMAIL")).Messages.Should().BeEmpty();
        (Before(Outputs("email")) with
        {
            Steps = Step(
                1,
                "ClaimsExchange",
                $"""
                <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true">
                  <Value>objectId</Value><Action>SkipThisOrchestrationStep</Action>
                </Precondition></Preconditions>
                <ClaimsExchanges>{ExchangeOf("A", "P")}</ClaimsExchanges>
                """) + Exchange(2, "Write") + SendAt(3),
        }).Messages.Should().BeEmpty();
    }

    [Fact]
    public void An_included_profiles_output_will_do() => (Before("""<IncludeTechnicalProfile ReferenceId="Common" />""") with
    {
        Profiles = Profile("Common", Outputs("email")) + Profile("P", """<IncludeTechnicalProfile ReferenceId="Common" />"""),
    }).Messages.Should().BeEmpty();

    [Theory]
    [InlineData("""<InputClaimsTransformations><InputClaimsTransformation ReferenceId="tomail" /></InputClaimsTransformations>""", "")]
    [InlineData("", """<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="ToMail" /></OutputClaimsTransformations>""")]
    public void What_an_earlier_steps_transformations_give_out_will_do(string before, string after) =>
        Before(before + Outputs("objectId") + after, CopyToMail).Messages.Should().BeEmpty();

    [Fact]
    public void What_the_profiles_own_input_transformations_give_out_will_do() => (Needy with
    {
        Steps = Exchange(1, "P") + Send,
        Transformations = CopyToMail,
        Profiles = Profile(
            "P",
            """
            <InputClaimsTransformations><InputClaimsTransformation ReferenceId="ToMail" /></InputClaimsTransformations>
            <InputClaims><InputClaim ClaimTypeReferenceId="email" Required="true" /></InputClaims>
            """ + Outputs("objectId")),
    }).Messages.Should().BeEmpty();

    [Theory]
    [InlineData("""<DisplayClaim ClaimTypeReferenceId="email" />""")]
    [InlineData("""<DisplayClaim DisplayControlReferenceId="verifier" />""")]
    public void Displayed_claims_and_what_display_controls_give_out_will_do(string displayed) =>
        (Before($"<DisplayClaims>{displayed}</DisplayClaims>{Outputs("objectId")}") with
        {
            DisplayControls = $"""
                <DisplayControls><DisplayControl Id="Verifier" UserInterfaceControlType="VerificationControl">
                  <DisplayClaims><DisplayClaim ClaimTypeReferenceId="objectId" /></DisplayClaims>{Outputs("email")}
                </DisplayControl></DisplayControls>
                """,
        }).Messages.Should().BeEmpty();

    [Fact]
    public void What_a_validation_profile_gives_out_does_not_count() => (Needy with
    {
        Steps = Exchange(1, "P") + Exchange(2, "Write") + SendAt(3),
        Profiles = Profile("V", Outputs("email")) + Profile(
            "P", $"{Outputs("objectId")}<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId=\"V\" /></ValidationTechnicalProfiles>"),
    }).Messages.Should().ContainSingle().Which.Should().Contain("in step \"2\" of user journey \"Sign\"");

    [Fact]
    public void What_the_request_brings_will_do() => (Needy with
    {
        Party = PartyWith(inputs: """<InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="mail" /></InputClaims>"""),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void What_the_relying_partys_input_transformations_give_out_will_do() => (Needy with
    {
        Transformations = CopyToMail,
        Party = PartyWith(inputs: """<InputClaimsTransformations><InputClaimsTransformation ReferenceId="ToMail" /></InputClaimsTransformations>"""),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void The_claims_of_an_id_token_hint_will_do() => (Needy with
    {
        Steps = """<OrchestrationStep Order="1" Type="GetClaims" CpimIssuerTechnicalProfileReferenceId="Hint" />""" + Exchange(2, "Write") + SendAt(3),
        Profiles = Profile("Hint", Outputs("email")),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void The_claims_of_the_token_that_authorizes_the_journey_will_do() => (Needy with
    {
        Profiles = Profile("Token", Outputs("email")),
        Authorization = """
            <Authorization><AuthorizationTechnicalProfiles>
              <AuthorizationTechnicalProfile ReferenceId="Token" />
            </AuthorizationTechnicalProfiles></Authorization>
            """,
    }).Messages.Should().BeEmpty();

    [Fact]
    public void A_sub_journeys_steps_count_where_it_is_invoked()
    {
        var calling = Needy with { Profiles = Profile("P", Outputs("email")), SubJourneys = SubJourney("Part", "Call", Exchange(1, "P")) };

        (calling with { Steps = Invoke(1, "Part") + Exchange(2, "Write") + SendAt(3) }).Messages.Should().BeEmpty();
        (calling with { Steps = Exchange(1, "Write") + Invoke(2, "Part") + SendAt(3) }).Messages.Should().Equal(MailMissing);
    }

    [Fact]
    public void What_a_sub_journey_misses_it_misses_once_however_often_it_is_invoked() => (Needy with
    {
        Steps = Exchange(1, "Read") + Invoke(2, "Part") + Invoke(3, "Part") + SendAt(4),
        SubJourneys = SubJourney("Part", "Call", Exchange(1, "Write")),
    }).Messages.Should().Equal(MailMissing.Replace("\"Sign\"", "\"Part\"", StringComparison.Ordinal));

    [Fact]
    public void A_journey_of_another_endpoint_is_not_followed() => (Needy with
    {
        Steps = Exchange(1, "Read") + Send,
    }).Under(
        $"""
        <UserJourneys><UserJourney Id="Redeem"><OrchestrationSteps>{Exchange(1, "Write")}{Send}</OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="Sign" /><Endpoints><Endpoint Id="Token" UserJourneyReferenceId="Redeem" /></Endpoints></RelyingParty>
        """).Should().BeEmpty();

    [Fact]
    public void A_token_claim_that_no_step_gives_out_is_refused_once() =>
        new JourneyPolicy { Party = PartyWith($"{Subject}{Mail}<OutputClaim ClaimTypeReferenceId=\"email\" PartnerClaimType=\"mail\" />") }.Messages
            .Should().Equal(MailNotProduced);

    [Fact]
    public void The_same_claim_may_go_into_the_token_twice_and_under_several_names()
    {
        const string Plain = """<OutputClaim ClaimTypeReferenceId="objectId" />""";

        new JourneyPolicy { Party = PartyWith(Subject + Plain + Plain) }.Messages.Should().BeEmpty();
    }

    [Fact]
    public void A_token_claim_with_a_default_value_need_not_be_given_out() =>
        new JourneyPolicy { Party = PartyWith($"{Subject}<OutputClaim ClaimTypeReferenceId=\"email\" DefaultValue=\"\" />") }.Messages.Should().BeEmpty();

    [Fact]
    public void What_comes_behind_send_claims_counts_for_the_token() => new JourneyPolicy
    {
        Steps = Exchange(1, "Read") + Send + Exchange(3, "P"),
        Profiles = Profile("P", Outputs("email")),
        Party = PartyWith(Subject + Mail),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void What_the_relying_party_makes_itself_will_do() => new JourneyPolicy
    {
        Transformations = CopyToMail,
        Party = PartyWith(
            Subject + Mail, after: """<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="ToMail" /></OutputClaimsTransformations>"""),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void Token_claims_are_let_be_when_the_journey_invokes_a_sub_journey() => new JourneyPolicy
    {
        Steps = Exchange(1, "Read") + Invoke(2, "Part") + SendAt(3),
        SubJourneys = SubJourney("Part", "Call", Exchange(1, "Find")),
        Party = PartyWith(Subject + Mail),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void Missing_inputs_come_before_missing_token_claims() =>
        (Needy with { Party = PartyWith(Subject + Mail) }).Messages.Should().Equal(MailMissing, MailNotProduced);
}
