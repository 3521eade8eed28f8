using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A step that invokes a sub-journey has exactly one candidate, as in all accepted policies [V], although the schema allows more.
/// The text is unknown. [I]
/// </summary>
internal static class SubJourneyCandidateRule
{
    public static PolicyRule Rule { get; } = new(
        "step-candidate",
        ValidationStage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' must contain exactly one sub journey candidate.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = CreateSample(InvokeSubJourneyStep(1, "Part", "Part") + SendClaimsStep(2), SubJourney("Call", ClaimsExchangeStep(1, "Read")) + RelyingParty()),
        ValidSample = CreateSample(InvokeSubJourneyStep(1, "Part") + SendClaimsStep(2), SubJourney("Call", ClaimsExchangeStep(1, "Read")) + RelyingParty()),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetRelyingPartySteps(context.Merged)
        .Where(found => found.Step is { Type: StepType.InvokeSubJourney, SubJourneyCandidates.Length: not 1 })
        .Select(found => Finding.Create(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.Journey.Id}' of policy '{context.Merged.PolicyId}' must contain exactly "
            + "one sub journey candidate."));
}
