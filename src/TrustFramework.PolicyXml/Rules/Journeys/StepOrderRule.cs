using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The steps of a merged journey are numbered 1…n. A child file may contain a single step, and a base policy may fill the gaps of
/// a file [D]. This applies to sub-journeys too: all known ones conform [V]. The text is unknown. [I]
/// </summary>
internal static class StepOrderRule
{
    public static PolicyRule Rule { get; } = new(
        "step-order",
        ValidationStage.Journeys,
        "User journey \"{0}\" in policy \"{1}\" of tenant \"{2}\" has step {3} where step {4} is expected. The orchestration steps must be numbered "
            + "sequentially, starting with 1.",
        Provenance.Inferred,
        "policy-rules 2 #14",
        Evaluate)
    {
        Level = RuleLevel.ErrorWithRelyingParty,
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(3)),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var journey in DefinedJourneys.GetAll(context.Merged))
        {
            var expected = 1;
            foreach (var step in journey.Steps)
            {
                if (step.Number != expected)
                {
                    yield return Finding.Create(
                        step.Node,
                        $"User journey \"{journey.Id}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" has step {step.Order} where "
                        + $"step {expected} is expected. The orchestration steps must be numbered sequentially, starting with 1.");
                    break;
                }

                expected++;
            }
        }
    }
}
