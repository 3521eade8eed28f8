using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>What a relying party's journeys make use of: policy-rules 2.1 rule 9. Empty for a policy without relying party.</summary>
public sealed class ReachableProfiles
{
    private readonly MergedPolicy _policy;
    private readonly Dictionary<string, TechnicalProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);

    private ReachableProfiles(MergedPolicy policy) => _policy = policy;

    /// <summary>The journeys that the relying party names: the default one, and those of its endpoints. What is not defined is left out.</summary>
    public IReadOnlyList<Journey> Journeys { get; private set; } = [];

    /// <summary>Profiles of steps, also of sub-journeys, of validation, of display controls' actions, and the issuers; each once.</summary>
    public IReadOnlyCollection<TechnicalProfile> Profiles => _profiles.Values;

    internal static ReachableProfiles Create(MergedPolicy policy)
    {
        var reach = new ReachableProfiles(policy);
        if (policy.RelyingParty is not { } party)
            return reach;
        var named = party.Elements("Endpoints", "Endpoint").Select(endpoint => endpoint["UserJourneyReferenceId"])
            .Prepend(party.Element("DefaultUserJourney")?["ReferenceId"]);
        reach.Journeys = [.. named.Select(policy.UserJourneys.Find).OfType<PolicyNode>().Distinct().Select(policy.GetJourney)];
        foreach (var journey in reach.Journeys)
        {
            reach.AddProfile(journey.DefaultIssuerProfileId);
            foreach (var (_, step) in journey.EnumerateSteps(policy))
            {
                reach.AddProfile(step.IssuerProfileId);
                foreach (var exchange in step.ClaimsExchanges)
                    reach.AddProfile(exchange["TechnicalProfileReferenceId"]);
            }
        }

        return reach;
    }

    private void AddProfile(string? id)
    {
        var waiting = new Queue<string?>([id]);
        while (waiting.TryDequeue(out var next))
        {
            if (_policy.FindTechnicalProfile(next) is not { } profile || !_profiles.TryAdd(profile.Id, profile))
                continue;
            foreach (var validation in profile.ValidationTechnicalProfiles)
                waiting.Enqueue(validation["ReferenceId"]);
            foreach (var control in profile.DisplayClaims.Select(claim => _policy.DisplayControls.Find(claim.DisplayControlId)).OfType<PolicyNode>())
            {
                foreach (var used in GetDisplayControlProfiles(control))
                    waiting.Enqueue(used["TechnicalProfileReferenceId"]);
            }
        }
    }

    /// <summary>The <c>ValidationClaimsExchangeTechnicalProfile</c> elements of a display control.</summary>
    internal static IEnumerable<PolicyNode> GetDisplayControlProfiles(PolicyNode control) => control.Elements("Actions", "Action")
        .SelectMany(action => action.Elements("ValidationClaimsExchange", "ValidationClaimsExchangeTechnicalProfile"));
}
