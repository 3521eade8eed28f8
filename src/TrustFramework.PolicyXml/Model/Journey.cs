using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A user journey or a sub-journey, steps of the whole chain in their order.</summary>
public sealed class Journey(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    public string Id { get; } = node["Id"] ?? "";

    public ImmutableArray<OrchestrationStep> Steps { get; } =
        [.. node.Elements("OrchestrationSteps", "OrchestrationStep").Select(step => new OrchestrationStep(step)).OrderBy(step => step.Number)];

    public string? DefaultIssuerProfileId => Node["DefaultCpimIssuerTechnicalProfileReferenceId"];

    /// <summary>
    /// The steps with those of each sub-journey in the place of its first call: policy-rules 2.1 rule 2. A sub-journey that has
    /// been walked adds nothing when it is called again, and one that calls itself would never end.
    /// </summary>
    public IEnumerable<(Journey Journey, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy) => EnumerateSteps(policy, new HashSet<string>(StringComparer.OrdinalIgnoreCase));

    private IEnumerable<(Journey Journey, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy, HashSet<string> visited)
    {
        foreach (var step in Steps)
        {
            yield return (this, step);
            foreach (var candidate in step.SubJourneyCandidates)
            {
                if (candidate["SubJourneyReferenceId"] is not { } id || policy.SubJourneys.Find(id) is not { } sub || !visited.Add(id))
                    continue;
                foreach (var inner in policy.GetJourney(sub).EnumerateSteps(policy, visited))
                    yield return inner;
            }
        }
    }
}
