using static TrustFramework.PolicyXml.Tests.Rules.JourneyPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class JourneysTests
{
    private const string DefaultIssuerAttribute = """DefaultCpimIssuerTechnicalProfileReferenceId="Issuer" """;

    private const string Selections = """<ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId="E20" /></ClaimsProviderSelections>""";

    private const string PageAttribute = """ContentDefinitionReferenceId="api.start" """;

    [Fact]
    public void The_unmodified_sample_policy_is_accepted()
    {
        new JourneyPolicy().Messages.Should().BeEmpty();
        new JourneyPolicy { RelyingParty = CreateRelyingParty() }.Messages.Should().BeEmpty();
    }

    [Fact]
    public void A_step_with_two_exchanges_and_no_selection_before_it_is_rejected_in_a_base_file_too()
    {
        const string Message = "User journey \"Sign\" in policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\" has step 1 with 2 claims exchanges. "
            + "It must be preceded by a claims provider selection in order to determine which claims exchange can be used.";

        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read", "Find") + SendClaimsStep }.Messages.Should().Equal(Message);
    }

    [Fact]
    public void Journeys_with_the_same_id_are_merged_step_by_step()
    {
        var steps = ClaimsExchangeStep(1, "Find").Replace("E10", "Another", StringComparison.Ordinal);

        var findings = new JourneyPolicy().ValidateChild(
            $"<UserJourneys><UserJourney Id=\"SIGN\"><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney></UserJourneys>");

        var finding = findings.Should().ContainSingle().Subject;
        finding.Message.Should().StartWith("User journey \"SIGN\" in policy \"B2C_1A_Sample2\" of tenant").And.Contain("has step 1 with 2 claims exchanges.");
        finding.Hint.Should().Contain("B2C_1A_Sample1 and B2C_1A_Sample2");
    }

    [Theory]
    [InlineData("ClaimsProviderSelection")]
    [InlineData("CombinedSignInAndSignUp")]
    public void Several_exchanges_after_a_selection_are_accepted(string type) =>
        new JourneyPolicy { Steps = Step(1, type, Selections, PageAttribute) + ClaimsExchangeStep(2, "Read", "Find") + SendClaimsStepAt(3), RelyingParty = CreateRelyingParty() }.Messages.Should().BeEmpty();

    [Fact]
    public void A_combined_step_may_have_both_selections_and_exchanges() => new JourneyPolicy
    {
        Steps = Step(1, "CombinedSignInAndSignUp", $"{Selections}<ClaimsExchanges>{ClaimsExchange("A", "Read")}{ClaimsExchange("B", "Find")}</ClaimsExchanges>", PageAttribute)
            + ClaimsExchangeStep(2, "Read") + SendClaimsStepAt(3),
        RelyingParty = CreateRelyingParty(),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void The_first_step_of_a_sub_journey_needs_no_selection()
    {
        new JourneyPolicy { SubJourneys = SubJourney("Part", "Call", ClaimsExchangeStep(1, "Read", "Find") + ClaimsExchangeStep(2, "Read")) }.Messages.Should().BeEmpty();
        new JourneyPolicy { SubJourneys = SubJourney("Part", "Call", ClaimsExchangeStep(1, "Read") + ClaimsExchangeStep(2, "Read", "Find")) }.Messages.Should()
            .ContainSingle().Which.Should().StartWith("User journey \"Part\" in policy").And.Contain("has step 2 with 2 claims exchanges.");
    }

    [Fact]
    public void Steps_must_be_numbered_from_1_without_gaps()
    {
        const string Message = "User journey \"Sign\" in policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\" has step 7 where step 2 is expected. "
            + "The orchestration steps must be numbered sequentially, starting with 1.";

        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read") + ClaimsExchangeStep(7, "Find") + SendClaimsStepAt(9), RelyingParty = CreateRelyingParty() }.Messages.Should().Equal(Message);
    }

    [Fact]
    public void A_child_may_contain_a_single_step() => new JourneyPolicy().ValidateChild(
        $"<UserJourneys><UserJourney Id=\"Sign\"><OrchestrationSteps>{ClaimsExchangeStep(3, "Find")}</OrchestrationSteps></UserJourney></UserJourneys>")
        .Should().BeEmpty();

    [Fact]
    public void Steps_are_ordered_by_number_and_not_by_position() =>
        new JourneyPolicy { Steps = SendClaimsStep + ClaimsExchangeStep(1, "Read"), RelyingParty = CreateRelyingParty() }.Messages.Should().BeEmpty();

    [Fact]
    public void A_journey_without_SendClaims_step_is_rejected() =>
        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read") }.Messages.Should().Equal("User journey 'Sign' does not contain a send claims step.");

    [Fact]
    public void Exchanges_may_follow_the_SendClaims_step() =>
        new JourneyPolicy { Steps = SendClaimsStepAt(1) + ClaimsExchangeStep(2, "Read") + ClaimsExchangeStep(3, "Find"), RelyingParty = CreateRelyingParty() }.Messages.Should().BeEmpty();

    [Fact]
    public void A_SendClaims_step_without_issuer_is_rejected() =>
        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read") + Step(2, "SendClaims", "") }.Messages.Should()
            .Equal("User journey 'Sign' send claims step does not contain a reference to an issuer technical profile.");

    [Fact]
    public void The_journey_may_have_a_default_issuer() =>
        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read") + Step(2, "SendClaims", ""), JourneyAttributes = DefaultIssuerAttribute }.Messages.Should().BeEmpty();

    [Fact]
    public void Several_SendClaims_steps_require_a_default_issuer()
    {
        var twice = new JourneyPolicy { Steps = SendClaimsStepAt(1) + SendClaimsStep };

        twice.Messages.Should().Equal("User journey 'Sign' is invalid because it contains multiple SendClaims steps.");
        (twice with { JourneyAttributes = DefaultIssuerAttribute }).Messages.Should().BeEmpty();
    }

    [Fact]
    public void Sub_journeys_with_SendClaims_steps_require_a_default_issuer()
    {
        var branches = new JourneyPolicy
        {
            Steps = InvokeSubJourneyStep(1, "A") + InvokeSubJourneyStep(2, "A") + InvokeSubJourneyStep(3, "B") + SendClaimsStepAt(4),
            SubJourneys = SubJourney("A", "Transfer", ClaimsExchangeStep(1, "Read") + SendClaimsStep) + SubJourney("B", "Transfer", ClaimsExchangeStep(1, "Find") + SendClaimsStep),
        };

        branches.Messages.Should().Equal("User journey 'Sign' is invalid because it contains multiple SendClaims steps.");
        (branches with { JourneyAttributes = DefaultIssuerAttribute }).Messages.Should().BeEmpty();
    }

    [Fact]
    public void A_nested_sub_journey_may_send_the_claims() => new JourneyPolicy
    {
        Steps = InvokeSubJourneyStep(1, "Outer"),
        SubJourneys = SubJourney("Outer", "Transfer", InvokeSubJourneyStep(1, "Inner")) + SubJourney("Inner", "Transfer", SendClaimsStepAt(1)),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void A_Call_sub_journey_must_not_send_claims() => new JourneyPolicy
    {
        Steps = InvokeSubJourneyStep(1, "Part") + SendClaimsStep,
        SubJourneys = SubJourney("Part", "Call", SendClaimsStepAt(1)),
    }.Messages.Should().Equal("Sub journey 'Part' is invalid because it is of type Call and contains a SendClaims step.");

    [Fact]
    public void A_Transfer_sub_journey_must_send_claims() => new JourneyPolicy
    {
        Steps = InvokeSubJourneyStep(1, "Part") + SendClaimsStep,
        SubJourneys = SubJourney("Part", "Transfer", ClaimsExchangeStep(1, "Read")),
        RelyingParty = CreateRelyingParty(),
    }.Messages.Should().Equal("Sub journey 'Part' does not contain a send claims step.");

    [Fact]
    public void A_selection_step_requires_a_content_definition()
    {
        var bare = new JourneyPolicy { Steps = Step(1, "ClaimsProviderSelection", Selections) + ClaimsExchangeStep(2, "Read") + SendClaimsStepAt(3) };

        (bare with { RelyingParty = CreateRelyingParty() }).Messages.Should().Equal(
            "The orchestration step '1' of user journey 'Sign' of policy 'B2C_1A_Sample1' does not contain a content definition reference.");
        bare.Messages.Should().BeEmpty("a child may still give it");
    }

    [Fact]
    public void A_ClaimsExchange_step_requires_an_exchange()
    {
        var bare = new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read") + ClaimsExchangeStep(2) + SendClaimsStepAt(3) };

        (bare with { RelyingParty = CreateRelyingParty() }).Messages.Should().Equal(
            "The orchestration step '2' of user journey 'Sign' of policy 'B2C_1A_Sample1' does not contain a claims exchange.");
        bare.Messages.Should().BeEmpty("a child may still give it");
    }

    [Fact]
    public void A_step_must_invoke_exactly_one_sub_journey() => new JourneyPolicy
    {
        Steps = ClaimsExchangeStep(1, "Read") + Step(2, "InvokeSubJourney", "") + SendClaimsStepAt(3),
        RelyingParty = CreateRelyingParty(),
    }.Messages.Should().Equal(
        "The orchestration step '2' of user journey 'Sign' of policy 'B2C_1A_Sample1' must contain exactly one sub journey candidate.");

    [Fact]
    public void Sub_journeys_that_invoke_each_other_are_accepted() => new JourneyPolicy
    {
        Steps = ClaimsExchangeStep(1, "Read") + InvokeSubJourneyStep(2, "A") + SendClaimsStepAt(3),
        SubJourneys = SubJourney("A", "Call", InvokeSubJourneyStep(1, "B")) + SubJourney("B", "Call", InvokeSubJourneyStep(1, "a")),
        RelyingParty = CreateRelyingParty(),
    }.Messages.Should().BeEmpty();

    [Fact]
    public void All_findings_of_all_journeys_are_reported() =>
        new JourneyPolicy { Steps = ClaimsExchangeStep(1, "Read", "Find") + ClaimsExchangeStep(3, "Read"), RelyingParty = CreateRelyingParty() }.Result.Findings.Select(finding => finding.RuleName).Should()
            .Equal("step-order", "exchange-selection", "send-claims");
}
