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

    /// <summary>The technical profile that checks the bearer token of a journey without a user; null for none.</summary>
    public string? AuthorizationProfileId => Node.Element("Authorization")?.Elements("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile").FirstOrDefault()?["ReferenceId"];

    public string? DefaultIssuerProfileId => Node["DefaultCpimIssuerTechnicalProfileReferenceId"];

    /// <summary>
    /// Returns the steps, each followed by the steps of the sub-journeys that it calls: policy-rules 2.1 rule 2. A sub-journey is
    /// included only at its first call, so that recursive calls end.
    /// </summary>
    public IEnumerable<(Journey Journey, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy)
    {
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // A file chooses how deeply sub-journeys are nested, so this is not recursive. The next part is on top of the stack.
        var pending = new Stack<JourneyPart>();
        PushSteps(this);
        while (pending.TryPop(out var part))
        {
            if (part.Step is { } step)
            {
                yield return (part.Journey, step);
                foreach (var candidate in step.SubJourneyCandidates.Reverse())
                    pending.Push(new JourneyPart(part.Journey, Step: null, candidate["SubJourneyReferenceId"]));
            }
            else if (part.CalledId is { } id && policy.SubJourneys.Find(id) is { } called && visited.Add(id))
            {
                PushSteps(policy.GetJourney(called));
            }
        }

        void PushSteps(Journey journey)
        {
            foreach (var step in journey.Steps.Reverse())
                pending.Push(new JourneyPart(journey, step, CalledId: null));
        }
    }

    /// <summary>A step, or the call of a sub-journey.</summary>
    private readonly record struct JourneyPart(Journey Journey, OrchestrationStep? Step, string? CalledId);
}
