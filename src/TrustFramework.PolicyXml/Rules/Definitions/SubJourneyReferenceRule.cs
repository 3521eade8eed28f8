namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every sub-journey that a step invokes is defined.</summary>
internal static class SubJourneyReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "sub-journey-exists",
        "SubJourney",
        Provenance.Inferred,
        policy => ReferringParts.Steps(policy, step => step.Candidates, "SubJourneyReferenceId"),
        policy => policy.SubJourneys) with
    {
        Text = DanglingReference.StepText("SubJourney"),
        Bad = RuleSample.Of(Sample("PasswordReset")),
        Good = RuleSample.Of(Sample("MFA")),
    };

    private static string Sample(string called) => JourneySample.Profiles + JourneySample.Journey(
        $"""
        <OrchestrationStep Order="1" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="{called}" /></JourneyList>
        </OrchestrationStep>
        """) +
        $"""
        <SubJourneys><SubJourney Id="Mfa" Type="Call"><OrchestrationSteps>{JourneySample.Exchange()}</OrchestrationSteps></SubJourney></SubJourneys>
        """;
}
