using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>Every user journey has a SendClaims step [O], anywhere in the journey or in a sub-journey that it invokes. [I]</summary>
internal static class SendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "send-claims",
        ValidationStage.Journeys,
        "User journey '{0}' does not contain a send claims step.",
        Provenance.Observed,
        "policy-rules 2 #13",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read")),
        ValidSample = CreateSample(SendClaimsStep(1) + ClaimsExchangeStep(2, "Read")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetUserJourneys(context.Merged)
        .Where(journey => !journey.EnumerateSteps(context.Merged).Any(found => found.Step.Type == StepType.SendClaims))
        .Select(journey => Finding.Create(journey.Node, $"User journey '{journey.Id}' does not contain a send claims step."));
}
