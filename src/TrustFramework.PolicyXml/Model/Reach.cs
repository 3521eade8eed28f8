using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>What a relying party's journeys make use of: policy-rules 2.1 rule 9. Empty for a policy without relying party.</summary>
public sealed class Reach
{
    private readonly MergedPolicy _policy;
    private readonly Dictionary<string, TechnicalProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);

    private Reach(MergedPolicy policy) => _policy = policy;

    /// <summary>The journeys that the relying party names: the default one, and those of its endpoints. What is not defined is left out.</summary>
    public IReadOnlyList<Journey> Journeys { get; private set; } = [];

    /// <summary>Profiles of steps, also of sub-journeys, of validation, of display controls' actions, and the issuers; each once.</summary>
    public IReadOnlyCollection<TechnicalProfile> Profiles => _profiles.Values;

    internal static Reach Of(MergedPolicy policy)
    {
        var reach = new Reach(policy);
        if (policy.RelyingParty is not { } party)
            return reach;
        var named = party.Each("Endpoints", "Endpoint").Select(endpoint => endpoint["UserJourneyReferenceId"])
            .Prepend(party.Child("DefaultUserJourney")?["ReferenceId"]);
        reach.Journeys = [.. named.Select(policy.UserJourneys.Find).OfType<PolicyNode>().Distinct().Select(policy.JourneyOf)];
        foreach (var journey in reach.Journeys)
        {
            reach.Enter(journey.DefaultIssuer);
            foreach (var (_, step) in journey.Walk(policy))
            {
                reach.Enter(step.Issuer);
                foreach (var exchange in step.Exchanges)
                    reach.Enter(exchange["TechnicalProfileReferenceId"]);
            }
        }

        return reach;
    }

    private void Enter(string? id)
    {
        var waiting = new Queue<string?>([id]);
        while (waiting.TryDequeue(out var next))
        {
            if (_policy.Profile(next) is not { } profile || !_profiles.TryAdd(profile.Id, profile))
                continue;
            foreach (var validation in profile.ValidationProfiles)
                waiting.Enqueue(validation["ReferenceId"]);
            foreach (var control in profile.DisplayClaims.Select(claim => _policy.DisplayControls.Find(claim.DisplayControl)).OfType<PolicyNode>())
            {
                foreach (var used in ProfilesOf(control))
                    waiting.Enqueue(used["TechnicalProfileReferenceId"]);
            }
        }
    }

    /// <summary>The <c>ValidationClaimsExchangeTechnicalProfile</c> elements of a display control.</summary>
    internal static IEnumerable<PolicyNode> ProfilesOf(PolicyNode control) => control.Each("Actions", "Action")
        .SelectMany(action => action.Each("ValidationClaimsExchange", "ValidationClaimsExchangeTechnicalProfile"));
}
