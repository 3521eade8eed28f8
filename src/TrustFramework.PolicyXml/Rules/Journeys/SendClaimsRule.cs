using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>Every user journey ends in a token somewhere [O]: at any of its steps, not only the last, or in a sub-journey that it invokes. [I]</summary>
internal static class SendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "send-claims",
        Stage.Journeys,
        "User journey '{0}' does not contain a send claims step.",
        Provenance.Observed,
        "policy-rules 2 #13",
        Look)
    {
        Bad = Of(Exchange(1, "Read")),
        Good = Of(Send(1) + Exchange(2, "Read")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.OfUsers(policy.Merged)
        .Where(journey => !journey.Walk(policy.Merged).Any(found => found.Step.Type == StepType.SendClaims))
        .Select(journey => Finding.At(journey.Node, $"User journey '{journey.Id}' does not contain a send claims step."));
}
