using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A step that invokes a sub-journey names exactly one, as in all accepted policies [V], although the schema takes more. The text is
/// unknown. [I]
/// </summary>
internal static class StepCandidateRule
{
    public static PolicyRule Rule { get; } = new(
        "step-candidate",
        Stage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' must contain exactly one sub journey candidate.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = Of(Invoke(1, "Part", "Part") + Send(2), SubJourney("Call", Exchange(1, "Read")) + Party()),
        Good = Of(Invoke(1, "Part") + Send(2), SubJourney("Call", Exchange(1, "Read")) + Party()),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.StepsForParty(policy.Merged)
        .Where(found => found.Step is { Type: StepType.InvokeSubJourney, Candidates.Length: not 1 })
        .Select(found => Finding.At(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.In.Id}' of policy '{policy.Merged.PolicyId}' must contain exactly "
            + "one sub journey candidate."));
}
