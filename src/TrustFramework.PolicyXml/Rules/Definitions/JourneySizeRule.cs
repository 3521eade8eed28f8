using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Limits the steps of all journeys together, counting the steps of the sub-journeys that they invoke. A file can define thousands of journeys
/// that each invoke thousands of steps. The largest known policies have a few hundred. The service's limit is unknown, and so is its text. [I]
/// </summary>
internal static class JourneySizeRule
{
    private const int MaxParts = 50_000;

    public static PolicyRule Rule { get; } = new(
        "journey-size", ValidationStage.Definitions, FormatMessage("{0}", "{1}"), Provenance.Inferred, "MockServer's own limit", Evaluate)
    {
        IsSizeLimit = true,
        InvalidSample = RuleSample.Create(Sample(subJourneys: 230)),
        ValidSample = RuleSample.Create(Sample(subJourneys: 10)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var policy = context.Merged;
        var total = 0L;
        foreach (var journey in policy.UserJourneys.Values.Concat(policy.SubJourneys.Values).Select(policy.GetJourney))
        {
            foreach (var (_, step) in journey.EnumerateSteps(policy))
            {
                total += CountParts(step);
                if (total > MaxParts)
                    return [Finding.Create(journey.Node, FormatMessage(policy.PolicyId, context.TenantName))];
            }
        }

        return [];
    }

    private static long CountParts(OrchestrationStep step) =>
        1L + step.ClaimsExchanges.Length + step.ClaimsProviderSelections.Length + step.SubJourneyCandidates.Length;

    private static string FormatMessage(string policyId, string tenant) =>
        $"The journeys of policy \"{policyId}\" of tenant \"{tenant}\" have more than {MaxParts} steps, exchanges and selections, counting those of the sub-journeys "
        + "that they invoke.";

    /// <summary>Creates sub-journeys of which each invokes the next one.</summary>
    private static string Sample(int subJourneys) => MinimalJourneySample.Profiles +
        $"""
        <SubJourneys>
          {string.Concat(Enumerable.Range(1, subJourneys).Select(SampleSubJourney))}
          <SubJourney Id="S{subJourneys + 1}" Type="Call"><OrchestrationSteps>{MinimalJourneySample.ClaimsExchangeStep()}</OrchestrationSteps></SubJourney>
        </SubJourneys>
        """;

    private static string SampleSubJourney(int number) =>
        $"""
        <SubJourney Id="S{number}" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="S{number + 1}" /></JourneyList>
        </OrchestrationStep></OrchestrationSteps></SubJourney>
        """;
}
