using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A sub-journey that returns to its caller sends no claims. That uploads fail is known (AD#88552 [O]), but the text is not. [I]
/// </summary>
internal static class CallSendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "call-send-claims",
        ValidationStage.Journeys,
        "Sub journey '{0}' is invalid because it is of type Call and contains a SendClaims step.",
        Provenance.Inferred,
        "policy-rules 2.1 rule 13",
        Evaluate)
    {
        InvalidSample = CreateSample(InvokeSubJourneyStep(1, "Part") + SendClaimsStep(2), SubJourney("Call", ClaimsExchangeStep(1, "Read") + SendClaimsStep(2))),
        ValidSample = CreateSample(InvokeSubJourneyStep(1, "Part") + SendClaimsStep(2), SubJourney("Call", ClaimsExchangeStep(1, "Read"))),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var journey in DefinedJourneys.GetSubJourneys(context.Merged).Where(journey => journey.Node["Type"] == "Call"))
        {
            if (journey.Steps.FirstOrDefault(step => step.Type == StepType.SendClaims) is { } step)
                yield return Finding.Create(step.Node, $"Sub journey '{journey.Id}' is invalid because it is of type Call and contains a SendClaims step.");
        }
    }
}
