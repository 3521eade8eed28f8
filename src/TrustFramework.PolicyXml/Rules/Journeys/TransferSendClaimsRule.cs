using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A sub-journey that does not return sends the claims itself [D], or invokes one that does. The text is that for user journeys. [I]</summary>
internal static class TransferSendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "transfer-send-claims",
        Stage.Journeys,
        "Sub journey '{0}' does not contain a send claims step.",
        Provenance.Inferred,
        "policy-rules 2.1 rule 13",
        Look)
    {
        Bad = Of(Invoke(1, "Part") + Send(2), SubJourney("Transfer", Exchange(1, "Read"))),
        Good = Of(Invoke(1, "Part"), SubJourney("Transfer", Exchange(1, "Read") + Send(2))),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.Sub(policy.Merged)
        .Where(journey => journey.Node["Type"] == "Transfer" && !journey.Walk(policy.Merged).Any(found => found.Step.Type == StepType.SendClaims))
        .Select(journey => Finding.At(journey.Node, $"Sub journey '{journey.Id}' does not contain a send claims step."));
}
