using static TrustFramework.PolicyXml.Tests.Rules.JourneyPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class RelyingPartyTests
{
    private const string MissingEmailInputMessage = "Claim type \"email\" is the input claim of technical profile \"Write\" in step \"1\" of user journey \"Sign\" "
        + "but it is not an output claim in any of the previous steps.";

    private const string MissingEmailOutputMessage = "Claim type \"email\" is the output claim of the relying party's technical profile, but it is not an output "
        + "claim in any of the steps of user journey \"Sign\".";

    private const string EmailOutputClaim = """<OutputClaim ClaimTypeReferenceId="email" />""";

    private const string CopyToEmail = """
        <ClaimsTransformations><ClaimsTransformation Id="ToMail" TransformationMethod="CopyClaim">
          <InputClaims><InputClaim ClaimTypeReferenceId="objectId" TransformationClaimType="inputClaim" /></InputClaims>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="EMAIL" TransformationClaimType="outputClaim" /></OutputClaims>
        </ClaimsTransformation></ClaimsTransformations>
        """;

    private static readonly JourneyPolicy PolicyRequiringEmail = new() { Steps = ClaimsExchangeStep(1, "Write") + SendClaimsStep, RelyingParty = CreateRelyingParty() };

    /// <summary>Adds the profile P in a step before the step that requires the email address.</summary>
    private static JourneyPolicy WithPrecedingProfile(string profile, string transformations = "") => PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "P") + ClaimsExchangeStep(2, "Write") + SendClaimsStepAt(3),
        TechnicalProfiles = Profile("P", profile),
        ClaimsTransformations = transformations,
    };

    [Fact]
    public void A_required_input_that_no_previous_step_provides_is_rejected() => PolicyRequiringEmail.Messages.Should().Equal(MissingEmailInputMessage);

    [Fact]
    public void Required_inputs_are_not_checked_without_a_relying_party() => (PolicyRequiringEmail with { RelyingParty = "" }).Messages.Should().BeEmpty();

    [Fact]
    public void The_step_itself_and_later_steps_do_not_provide_its_input() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "Write") + ClaimsExchangeStep(2, "Late") + SendClaimsStepAt(3),
        TechnicalProfiles = Profile("Late", OutputClaims("email")),
    }).Messages.Should().Equal(MissingEmailInputMessage);

    [Theory]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" />""")]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" Required="false" />""")]
    [InlineData("""<InputClaim ClaimTypeReferenceId="email" Required="true" DefaultValue="{Policy:PolicyId}" />""")]
    public void Optional_inputs_and_inputs_with_a_default_value_are_accepted(string input) => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "P") + SendClaimsStep,
        TechnicalProfiles = Profile("P", $"<InputClaims>{input}</InputClaims>{OutputClaims("objectId")}"),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void A_missing_claim_is_reported_once_per_step() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "P") + ClaimsExchangeStep(2, "P") + SendClaimsStepAt(3),
        TechnicalProfiles = Profile(
            "P",
            """
            <InputClaims>
              <InputClaim ClaimTypeReferenceId="email" Required="true" PartnerClaimType="a" />
              <InputClaim ClaimTypeReferenceId="email" Required="true" PartnerClaimType="b" />
            </InputClaims>
            """ + OutputClaims("objectId")),
    }).Messages.Should().HaveCount(2).And.OnlyHaveUniqueItems();

    [Fact]
    public void A_previous_step_provides_its_output_claims_in_any_letter_case_even_with_preconditions()
    {
        WithPrecedingProfile(OutputClaims("EMAIL")).Messages.Should().BeEmpty();
        (WithPrecedingProfile(OutputClaims("email")) with
        {
            Steps = Step(
                1,
                "ClaimsExchange",
                $"""
                <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true">
                  <Value>objectId</Value><Action>SkipThisOrchestrationStep</Action>
                </Precondition></Preconditions>
                <ClaimsExchanges>{ClaimsExchange("A", "P")}</ClaimsExchanges>
                """) + ClaimsExchangeStep(2, "Write") + SendClaimsStepAt(3),
        }).Messages.Should().BeEmpty();
    }

    [Fact]
    public void An_included_profile_provides_its_output_claims() => (WithPrecedingProfile("""<IncludeTechnicalProfile ReferenceId="Common" />""") with
    {
        TechnicalProfiles = Profile("Common", OutputClaims("email")) + Profile("P", """<IncludeTechnicalProfile ReferenceId="Common" />"""),
    }).Messages.Should().BeEmpty();

    [Theory]
    [InlineData("""<InputClaimsTransformations><InputClaimsTransformation ReferenceId="tomail" /></InputClaimsTransformations>""", "")]
    [InlineData("", """<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="ToMail" /></OutputClaimsTransformations>""")]
    public void Transformations_of_a_previous_step_provide_claims(string before, string after) =>
        WithPrecedingProfile(before + OutputClaims("objectId") + after, CopyToEmail).Messages.Should().BeEmpty();

    [Fact]
    public void Input_transformations_of_the_profile_provide_claims() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "P") + SendClaimsStep,
        ClaimsTransformations = CopyToEmail,
        TechnicalProfiles = Profile(
            "P",
            """
            <InputClaimsTransformations><InputClaimsTransformation ReferenceId="ToMail" /></InputClaimsTransformations>
            <InputClaims><InputClaim ClaimTypeReferenceId="email" Required="true" /></InputClaims>
            """ + OutputClaims("objectId")),
    }).Messages.Should().BeEmpty();

    [Theory]
    [InlineData("""<DisplayClaim ClaimTypeReferenceId="email" />""")]
    [InlineData("""<DisplayClaim DisplayControlReferenceId="verifier" />""")]
    public void Display_claims_and_display_controls_provide_claims(string displayed) =>
        (WithPrecedingProfile($"<DisplayClaims>{displayed}</DisplayClaims>{OutputClaims("objectId")}") with
        {
            DisplayControls = $"""
                <DisplayControls><DisplayControl Id="Verifier" UserInterfaceControlType="VerificationControl">
                  <DisplayClaims><DisplayClaim ClaimTypeReferenceId="objectId" /></DisplayClaims>{OutputClaims("email")}
                </DisplayControl></DisplayControls>
                """,
        }).Messages.Should().BeEmpty();

    [Fact]
    public void A_validation_profile_provides_no_claims() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "P") + ClaimsExchangeStep(2, "Write") + SendClaimsStepAt(3),
        TechnicalProfiles = Profile("V", OutputClaims("email")) + Profile(
            "P", $"{OutputClaims("objectId")}<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId=\"V\" /></ValidationTechnicalProfiles>"),
    }).Messages.Should().ContainSingle().Which.Should().Contain("in step \"2\" of user journey \"Sign\"");

    [Fact]
    public void The_input_claims_of_the_relying_party_provide_claims() => (PolicyRequiringEmail with
    {
        RelyingParty = CreateRelyingParty(inputs: """<InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="mail" /></InputClaims>"""),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void Input_transformations_of_the_relying_party_provide_claims() => (PolicyRequiringEmail with
    {
        ClaimsTransformations = CopyToEmail,
        RelyingParty = CreateRelyingParty(inputs: """<InputClaimsTransformations><InputClaimsTransformation ReferenceId="ToMail" /></InputClaimsTransformations>"""),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void An_id_token_hint_provides_claims() => (PolicyRequiringEmail with
    {
        Steps = """<OrchestrationStep Order="1" Type="GetClaims" CpimIssuerTechnicalProfileReferenceId="Hint" />""" + ClaimsExchangeStep(2, "Write") + SendClaimsStepAt(3),
        TechnicalProfiles = Profile("Hint", OutputClaims("email")),
    }).Messages.Should().BeEmpty();

    [Fact]
    public void The_authorization_profile_of_the_journey_provides_claims() => (PolicyRequiringEmail with
    {
        TechnicalProfiles = Profile("Token", OutputClaims("email")),
        Authorization = """
            <Authorization><AuthorizationTechnicalProfiles>
              <AuthorizationTechnicalProfile ReferenceId="Token" />
            </AuthorizationTechnicalProfiles></Authorization>
            """,
    }).Messages.Should().BeEmpty();

    [Fact]
    public void Steps_of_a_sub_journey_provide_claims_where_it_is_invoked()
    {
        var calling = PolicyRequiringEmail with { TechnicalProfiles = Profile("P", OutputClaims("email")), SubJourneys = SubJourney("Part", "Call", ClaimsExchangeStep(1, "P")) };

        (calling with { Steps = InvokeSubJourneyStep(1, "Part") + ClaimsExchangeStep(2, "Write") + SendClaimsStepAt(3) }).Messages.Should().BeEmpty();
        (calling with { Steps = ClaimsExchangeStep(1, "Write") + InvokeSubJourneyStep(2, "Part") + SendClaimsStepAt(3) }).Messages.Should().Equal(MissingEmailInputMessage);
    }

    [Fact]
    public void A_missing_claim_in_a_sub_journey_is_reported_once() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "Read") + InvokeSubJourneyStep(2, "Part") + InvokeSubJourneyStep(3, "Part") + SendClaimsStepAt(4),
        SubJourneys = SubJourney("Part", "Call", ClaimsExchangeStep(1, "Write")),
    }).Messages.Should().Equal(MissingEmailInputMessage.Replace("\"Sign\"", "\"Part\"", StringComparison.Ordinal));

    [Fact]
    public void A_journey_of_another_endpoint_is_not_followed() => (PolicyRequiringEmail with
    {
        Steps = ClaimsExchangeStep(1, "Read") + SendClaimsStep,
    }).ValidateChild(
        $"""
        <UserJourneys><UserJourney Id="Redeem"><OrchestrationSteps>{ClaimsExchangeStep(1, "Write")}{SendClaimsStep}</OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="Sign" /><Endpoints><Endpoint Id="Token" UserJourneyReferenceId="Redeem" /></Endpoints></RelyingParty>
        """).Should().BeEmpty();

    [Fact]
    public void A_token_claim_that_no_step_provides_is_rejected_once() =>
        new JourneyPolicy { RelyingParty = CreateRelyingParty($"{SubjectOutputClaim}{EmailOutputClaim}<OutputClaim ClaimTypeReferenceId=\"email\" PartnerClaimType=\"mail\" />") }.Messages
            .Should().Equal(MissingEmailOutputMessage);

    [Fact]
    public void A_claim_may_be_in_the_token_twice_and_with_different_names()
    {
        const string Plain = """<OutputClaim ClaimTypeReferenceId="objectId" />""";

        new JourneyPolicy { RelyingParty = CreateRelyingParty(SubjectOutputClaim + Plain + Plain) }.Messages.Should().BeEmpty();
    }

    [Fact]
    public void A_token_claim_with_a_default_value_is_accepted() =>
        new JourneyPolicy { RelyingParty = CreateRelyingParty($"{SubjectOutputClaim}<OutputClaim ClaimTypeReferenceId=\"email\" DefaultValue=\"\" />") }.Messages.Should().BeEmpty();

    [Fact]
    public void Steps_after_SendClaims_provide_token_claims() => new JourneyPolicy
    {
        Steps = ClaimsExchangeStep(1, "Read") + SendClaimsStep + ClaimsExchangeStep(3, "P"),
        TechnicalProfiles = Profile("P", OutputClaims("email")),
        RelyingParty = CreateRelyingParty(SubjectOutputClaim + EmailOutputClaim),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void Output_transformations_of_the_relying_party_provide_token_claims() => new JourneyPolicy
    {
        ClaimsTransformations = CopyToEmail,
        RelyingParty = CreateRelyingParty(
            SubjectOutputClaim + EmailOutputClaim, after: """<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="ToMail" /></OutputClaimsTransformations>"""),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void Token_claims_are_not_checked_when_the_journey_invokes_a_sub_journey() => new JourneyPolicy
    {
        Steps = ClaimsExchangeStep(1, "Read") + InvokeSubJourneyStep(2, "Part") + SendClaimsStepAt(3),
        SubJourneys = SubJourney("Part", "Call", ClaimsExchangeStep(1, "Find")),
        RelyingParty = CreateRelyingParty(SubjectOutputClaim + EmailOutputClaim),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void Missing_inputs_are_reported_before_missing_token_claims() =>
        (PolicyRequiringEmail with { RelyingParty = CreateRelyingParty(SubjectOutputClaim + EmailOutputClaim) }).Messages.Should().Equal(MissingEmailInputMessage, MissingEmailOutputMessage);
}
