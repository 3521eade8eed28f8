using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Follows the references of a merged policy, nearest first, and draws what it meets. Includes are edges: nothing is resolved.</summary>
internal sealed class ReferenceWalker(MergedPolicy policy, IReadOnlySet<string>? keySets, PolicyGraphBuilder sheet)
{
    private readonly Queue<Action> _pending = new();

    public void Run()
    {
        if (policy.RelyingParty is { } party)
        {
            WalkRelyingParty(party);
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

    private void WalkRelyingParty(PolicyNode party)
    {
        var from = sheet.AddNode("relyingParty", policy.PolicyId, policy.PolicyId, party.Location);
        sheet.AddEdge(sheet.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root.Location), from, "relyingParty");
        AddReferences(from, ElementReferences.FromRelyingParty(party));
        _pending.Enqueue(() => AddReferences(from, party.Elements("TechnicalProfile").SelectMany(ElementReferences.FromTechnicalProfile)));
    }

    private void AddReferences(string from, IEnumerable<ElementReference> references)
    {
        foreach (var reference in references)
        {
            if (AddReferencedNode(reference) is { } to)
                sheet.AddEdge(from, to, reference.EdgeKind);
        }
    }

    /// <summary>The id of the node that is referred to; what it refers to itself is looked at later, once. Null for a reference to nothing.</summary>
    private string? AddReferencedNode(ElementReference reference)
    {
        if (string.IsNullOrEmpty(reference.TargetId))
            return null;
        var (kind, name) = (reference.TargetKind, reference.TargetId);
        if (kind == "keySet")
            return sheet.AddNode(kind, name, name, place: null, keySets?.Contains(name) == false);
        var found = GetMap(kind).Find(name);
        var isNew = !sheet.ContainsNode(kind, name);
        var defined = found?["Id"] ?? name;
        var id = sheet.AddNode(kind, defined, defined, found?.Location, found is null);
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
        _ => throw new InvalidOperationException($"Nothing refers to a {kind}."),
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
            .Select(step => (Step: step, Id: sheet.AddNode("step", $"{id}/{step.Order}", $"{step.Order} {step.Type}", step.Node.Location))).ToList();
        foreach (var (step, from) in steps)
        {
            sheet.AddEdge(id, from, "step");
            foreach (var exchange in step.ClaimsExchanges)
            {
                var to = sheet.AddNode("claimsExchange", $"{id}/{step.Order}/{exchange["Id"]}", exchange["Id"] ?? "", exchange.Location);
                exchanges.TryAdd(exchange["Id"] ?? "", to);
                sheet.AddEdge(from, to, "exchange");
                AddReferences(to, ElementReferences.FromClaimsExchange(exchange));
            }

            AddReferences(from, ElementReferences.FromStep(step));
        }

        // A selection names an exchange of another step, so that all must be known first.
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
        var to = exchanges.GetValueOrDefault(exchange) ?? sheet.AddNode("claimsExchange", $"{journey}/{exchange}", exchange, place: null, isMissing: true);
        sheet.AddEdge(from, to, edge);
    }
}
