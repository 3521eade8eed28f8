using System.Collections.Immutable;
using System.Globalization;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>One step of a journey or sub-journey.</summary>
public sealed class OrchestrationStep(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    /// <summary>As written; the schema makes sure of a number.</summary>
    public string Order { get; } = node["Order"] ?? "";

    /// <summary>The order as a number; 0 when it is none.</summary>
    public int Number { get; } = int.TryParse(node["Order"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary><c>ClaimsExchange</c>, <c>SendClaims</c>…</summary>
    public string Type { get; } = node["Type"] ?? "";

    /// <summary><c>ClaimsExchange</c> elements: <c>Id</c>, <c>TechnicalProfileReferenceId</c>.</summary>
    public ImmutableArray<PolicyNode> ClaimsExchanges { get; } = [.. node.Elements("ClaimsExchanges", "ClaimsExchange")];

    /// <summary><c>ClaimsProviderSelection</c> elements: <c>TargetClaimsExchangeId</c>, <c>ValidationClaimsExchangeId</c>.</summary>
    public ImmutableArray<PolicyNode> ClaimsProviderSelections { get; } = [.. node.Elements("ClaimsProviderSelections", "ClaimsProviderSelection")];

    /// <summary><c>Candidate</c> elements: <c>SubJourneyReferenceId</c>.</summary>
    public ImmutableArray<PolicyNode> SubJourneyCandidates { get; } = [.. node.Elements("JourneyList", "Candidate")];

    public string? ContentDefinitionId => Node["ContentDefinitionReferenceId"];

    /// <summary>The profile that issues the token; of SendClaims steps.</summary>
    public string? IssuerProfileId => Node["CpimIssuerTechnicalProfileReferenceId"];
}

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
    public IEnumerable<(Journey In, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy) => EnumerateSteps(policy, new HashSet<string>(StringComparer.OrdinalIgnoreCase));

    private IEnumerable<(Journey In, OrchestrationStep Step)> EnumerateSteps(MergedPolicy policy, HashSet<string> visited)
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
