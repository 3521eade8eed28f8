namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every sub-journey that a step invokes is defined.</summary>
internal static class SubJourneyReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "sub-journey-exists",
        "SubJourney",
        Provenance.Inferred,
        policy => ReferencingElements.FindStepReferences(policy, step => step.SubJourneyCandidates, "SubJourneyReferenceId"),
        policy => policy.SubJourneys) with
    {
        MessageTemplate = DanglingReferenceRule.GetStepMessageTemplate("SubJourney"),
        InvalidSample = RuleSample.Create(Sample("PasswordReset")),
        ValidSample = RuleSample.Create(Sample("MFA")),
    };

    private static string Sample(string subJourney) => MinimalJourneySample.Profiles + MinimalJourneySample.Journey(
        $"""
        <OrchestrationStep Order="1" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="{subJourney}" /></JourneyList>
        </OrchestrationStep>
        """) +
        $"""
        <SubJourneys><SubJourney Id="Mfa" Type="Call"><OrchestrationSteps>{MinimalJourneySample.ClaimsExchangeStep()}</OrchestrationSteps></SubJourney></SubJourneys>
        """;
}
