using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A Transfer sub-journey sends the claims itself [D], or invokes a sub-journey that does. The text is that of user journeys. [I]
/// </summary>
internal static class TransferSendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "transfer-send-claims",
        ValidationStage.Journeys,
        "Sub journey '{0}' does not contain a send claims step.",
        Provenance.Inferred,
        "policy-rules 2.1 rule 13",
        Evaluate)
    {
        Level = RuleLevel.ErrorWithRelyingParty,
        InvalidSample = CreateSample(InvokeSubJourneyStep(1, "Part") + SendClaimsStep(2), SubJourney("Transfer", ClaimsExchangeStep(1, "Read"))),
        ValidSample = CreateSample(InvokeSubJourneyStep(1, "Part"), SubJourney("Transfer", ClaimsExchangeStep(1, "Read") + SendClaimsStep(2))),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetSubJourneys(context.Merged)
        .Where(journey => journey.Node["Type"] == "Transfer" && !journey.EnumerateSteps(context.Merged).Any(found => found.Step.Type == StepType.SendClaims))
        .Select(journey => Finding.Create(journey.Node, $"Sub journey '{journey.Id}' does not contain a send claims step."));
}
