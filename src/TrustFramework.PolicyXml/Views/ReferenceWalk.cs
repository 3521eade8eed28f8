using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Follows the references of a merged policy, nearest first, and draws what it meets. Includes are edges: nothing is resolved.</summary>
internal sealed class ReferenceWalk(MergedPolicy policy, IReadOnlySet<string>? keySets, GraphSheet sheet)
{
    private readonly Queue<Action> _ahead = new();

    public void Run()
    {
        if (policy.RelyingParty is { } party)
        {
            FromRelyingParty(party);
        }
        else
        {
            foreach (var journey in policy.UserJourneys.Values)
                Meet(new Reference("", "userJourney", journey["Id"]));
            foreach (var journey in policy.SubJourneys.Values)
                Meet(new Reference("", "subJourney", journey["Id"]));
            foreach (var profile in policy.TechnicalProfiles.Values)
                Meet(new Reference("", "technicalProfile", profile["Id"]));
        }

        while (_ahead.TryDequeue(out var next))
            next();
    }

    private void FromRelyingParty(PolicyNode party)
    {
        var from = sheet.Enter("relyingParty", policy.PolicyId, policy.PolicyId, party.Place);
        sheet.Join(sheet.Enter("policy", policy.PolicyId, policy.PolicyId, policy.Root.Place), from, "relyingParty");
        Draw(from, References.OfRelyingParty(party));
        _ahead.Enqueue(() => Draw(from, party.Each("TechnicalProfile").SelectMany(References.OfProfile)));
    }

    private void Draw(string from, IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (Meet(reference) is { } to)
                sheet.Join(from, to, reference.Edge);
        }
    }

    /// <summary>The id of the node that is referred to; what it refers to itself is looked at later, once. Null for a reference to nothing.</summary>
    private string? Meet(Reference reference)
    {
        if (string.IsNullOrEmpty(reference.Name))
            return null;
        var (kind, name) = (reference.Kind, reference.Name);
        if (kind == "keySet")
            return sheet.Enter(kind, name, name, place: null, keySets?.Contains(name) == false);
        var found = MapOf(kind).Find(name);
        var isNew = !sheet.Has(kind, name);
        var defined = found?["Id"] ?? name;
        var id = sheet.Enter(kind, defined, defined, found?.Place, found is null);
        if (isNew && found is not null)
            _ahead.Enqueue(() => Follow(id, kind, found));
        return id;
    }

    private PolicyMap MapOf(string kind) => kind switch
    {
        "userJourney" => policy.UserJourneys,
        "subJourney" => policy.SubJourneys,
        "technicalProfile" => policy.TechnicalProfiles,
        "claimsTransformation" => policy.ClaimsTransformations,
        "contentDefinition" => policy.ContentDefinitions,
        "displayControl" => policy.DisplayControls,
        _ => throw new InvalidOperationException($"Nothing refers to a {kind}."),
    };

    private void Follow(string id, string kind, PolicyNode node)
    {
        if (kind is "userJourney" or "subJourney")
            FollowJourney(id, policy.JourneyOf(node));
        else
            Draw(id, kind switch
            {
                "technicalProfile" => References.OfProfile(node),
                "displayControl" => References.OfDisplayControl(node),
                _ => [],
            });
    }

    private void FollowJourney(string id, Journey journey)
    {
        Draw(id, References.OfJourney(journey.Node));
        var exchanges = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var steps = journey.Steps
            .Select(step => (Step: step, Id: sheet.Enter("step", $"{id}/{step.Order}", $"{step.Order} {step.Type}", step.Node.Place))).ToList();
        foreach (var (step, from) in steps)
        {
            sheet.Join(id, from, "step");
            foreach (var exchange in step.Exchanges)
            {
                var to = sheet.Enter("claimsExchange", $"{id}/{step.Order}/{exchange["Id"]}", exchange["Id"] ?? "", exchange.Place);
                exchanges.TryAdd(exchange["Id"] ?? "", to);
                sheet.Join(from, to, "exchange");
                Draw(to, References.OfExchange(exchange));
            }

            Draw(from, References.OfStep(step));
        }

        // A selection names an exchange of another step, so that all must be known first.
        foreach (var (step, from) in steps)
        {
            foreach (var selection in step.Selections)
            {
                Select(id, from, selection["TargetClaimsExchangeId"], "selection", exchanges);
                Select(id, from, selection["ValidationClaimsExchangeId"], "validationExchange", exchanges);
            }
        }
    }

    private void Select(string journey, string from, string? exchange, string edge, Dictionary<string, string> exchanges)
    {
        if (string.IsNullOrEmpty(exchange))
            return;
        var to = exchanges.GetValueOrDefault(exchange) ?? sheet.Enter("claimsExchange", $"{journey}/{exchange}", exchange, place: null, isMissing: true);
        sheet.Join(from, to, edge);
    }
}
