using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A user journey or sub-journey with the steps of the whole chain in order.</summary>
public sealed class Journey(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    public string Id { get; } = node["Id"] ?? "";

    public ImmutableArray<OrchestrationStep> Steps { get; } =
        [.. node.Elements("OrchestrationSteps", "OrchestrationStep").Select(step => new OrchestrationStep(step)).OrderBy(step => step.Number)];

    public string? DefaultIssuerProfileId => Node["DefaultCpimIssuerTechnicalProfileReferenceId"];

    /// <summary>
    /// Returns the steps, each followed by the steps of the sub-journeys that it calls: policy-rules 2.1 rule 2. A sub-journey is
    /// included only at its first call, so that recursive calls end.
    /// </summary>
    public IEnumerable<(Journey Journey, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy) => EnumerateSteps(policy, new HashSet<string>(StringComparer.OrdinalIgnoreCase));

    private IEnumerable<(Journey Journey, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy, HashSet<string> visited)
    {
        foreach (var step in Steps)
        {
            yield return (this, step);
            foreach (var candidate in step.SubJourneyCandidates)
            {
                if (candidate["SubJourneyReferenceId"] is not { } id || policy.SubJourneys.Find(id) is not { } subJourney || !visited.Add(id))
                    continue;
                foreach (var inner in policy.GetJourney(subJourney).EnumerateSteps(policy, visited))
                    yield return inner;
            }
        }
    }
}
