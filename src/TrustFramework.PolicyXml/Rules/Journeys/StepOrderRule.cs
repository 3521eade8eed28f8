using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The steps of a journey are numbered 1…n once the chain is merged: a child may give one step alone, and a gap within one file
/// may be filled by its base [D]. Sub-journeys too: all that are known do so [V]. The text is unknown. [I]
/// </summary>
internal static class StepOrderRule
{
    public static PolicyRule Rule { get; } = new(
        "step-order",
        Stage.Journeys,
        "User journey \"{0}\" in policy \"{1}\" of tenant \"{2}\" has step {3} where step {4} is expected. The orchestration steps must be numbered "
            + "sequentially, starting with 1.",
        Provenance.Inferred,
        "policy-rules 2 #14",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(3)),
        Good = Of(Exchange(1, "Read") + Send(2)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var journey in DefinedJourneys.All(policy.Merged))
        {
            var expected = 1;
            foreach (var step in journey.Steps)
            {
                if (step.Number != expected)
                {
                    yield return Finding.At(
                        step.Node,
                        $"User journey \"{journey.Id}\" in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\" has step {step.Order} where "
                        + $"step {expected} is expected. The orchestration steps must be numbered sequentially, starting with 1.");
                    break;
                }

                expected++;
            }
        }
    }
}
