using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// Follows the references of a merged policy breadth-first and adds them to a graph. Includes are edges; they are not applied.
/// </summary>
internal sealed class ReferenceWalker(MergedPolicy policy, IReadOnlySet<string>? keySets, PolicyGraphBuilder builder)
{
    private readonly Queue<Action> _pending = new();

    public void Run()
    {
        if (policy.RelyingParty is { } relyingParty)
        {
            WalkRelyingParty(relyingParty);
        }
        else
        {
            foreach (var journey in policy.UserJourneys.Values)
                AddReferencedNode(new ElementReference("", "userJourney", journey["Id"]));
            foreach (var journey in policy.SubJourneys.Values)
                AddReferencedNode(new ElementReference("", "subJourney", journey["Id"]));
            foreach (var profile in policy.TechnicalProfiles.Values)
                AddReferencedNode(new ElementReference("", "technicalProfile", profile["Id"]));
        }

        while (_pending.TryDequeue(out var next))
            next();
    }

    private void WalkRelyingParty(PolicyNode relyingParty)
    {
        var from = builder.AddNode("relyingParty", policy.PolicyId, policy.PolicyId, relyingParty.Location);
        builder.AddEdge(builder.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root.Location), from, "relyingParty");
        AddReferences(from, ElementReferences.FromRelyingParty(relyingParty));
        _pending.Enqueue(() => AddReferences(from, relyingParty.Elements("TechnicalProfile").SelectMany(ElementReferences.FromTechnicalProfile)));
    }

    private void AddReferences(string from, IEnumerable<ElementReference> references)
    {
        foreach (var reference in references)
        {
            if (AddReferencedNode(reference) is { } to)
                builder.AddEdge(from, to, reference.EdgeKind);
        }
    }

    /// <summary>
    /// Adds the referenced node and returns its id. The references of a new node are followed later. Null when the reference is
    /// empty.
    /// </summary>
    private string? AddReferencedNode(ElementReference reference)
    {
        if (string.IsNullOrEmpty(reference.TargetId))
            return null;
        var (kind, name) = (reference.TargetKind, reference.TargetId);
        if (kind == "keySet")
            return builder.AddNode(kind, name, name, location: null, keySets?.Contains(name) == false);
        var found = GetMap(kind).Find(name);
        var isNew = !builder.ContainsNode(kind, name);
        var defined = found?["Id"] ?? name;
        var id = builder.AddNode(kind, defined, defined, found?.Location, found is null);
        if (isNew && found is not null)
            _pending.Enqueue(() => WalkNode(id, kind, found));
        return id;
    }

    private PolicyMap GetMap(string kind) => kind switch
    {
        "userJourney" => policy.UserJourneys,
        "subJourney" => policy.SubJourneys,
        "technicalProfile" => policy.TechnicalProfiles,
        "claimsTransformation" => policy.ClaimsTransformations,
        "contentDefinition" => policy.ContentDefinitions,
        "displayControl" => policy.DisplayControls,
        _ => throw new InvalidOperationException($"Unknown kind of element: {kind}."),
    };

    private void WalkNode(string id, string kind, PolicyNode node)
    {
        if (kind is "userJourney" or "subJourney")
            WalkJourney(id, policy.GetJourney(node));
        else
            AddReferences(id, kind switch
            {
                "technicalProfile" => ElementReferences.FromTechnicalProfile(node),
                "displayControl" => ElementReferences.FromDisplayControl(node),
                _ => [],
            });
    }

    private void WalkJourney(string id, Journey journey)
    {
        AddReferences(id, ElementReferences.FromJourney(journey.Node));
        var exchanges = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var steps = journey.Steps
            .Select(step => (Step: step, Id: builder.AddNode("step", $"{id}/{step.Order}", $"{step.Order} {step.Type}", step.Node.Location))).ToList();
        foreach (var (step, from) in steps)
        {
            builder.AddEdge(id, from, "step");
            foreach (var exchange in step.ClaimsExchanges)
            {
                var to = builder.AddNode("claimsExchange", $"{id}/{step.Order}/{exchange["Id"]}", exchange["Id"] ?? "", exchange.Location);
                exchanges.TryAdd(exchange["Id"] ?? "", to);
                builder.AddEdge(from, to, "exchange");
                AddReferences(to, ElementReferences.FromClaimsExchange(exchange));
            }

            AddReferences(from, ElementReferences.FromStep(step));
        }

        // A selection refers to an exchange of another step, so all exchanges are added first.
        foreach (var (step, from) in steps)
        {
            foreach (var selection in step.ClaimsProviderSelections)
            {
                AddSelectionEdge(id, from, selection["TargetClaimsExchangeId"], "selection", exchanges);
                AddSelectionEdge(id, from, selection["ValidationClaimsExchangeId"], "validationExchange", exchanges);
            }
        }
    }

    private void AddSelectionEdge(string journey, string from, string? exchange, string edge, Dictionary<string, string> exchanges)
    {
        if (string.IsNullOrEmpty(exchange))
            return;
        var to = exchanges.GetValueOrDefault(exchange) ?? builder.AddNode("claimsExchange", $"{journey}/{exchange}", exchange, location: null, isMissing: true);
        builder.AddEdge(from, to, edge);
    }
}
