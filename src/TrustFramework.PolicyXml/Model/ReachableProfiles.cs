using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Model;

/// <summary>
/// The technical profiles that a relying party's journeys use: policy-rules 2.1 rule 9. Empty for a policy without relying party.
/// </summary>
public sealed class ReachableProfiles
{
    private readonly MergedPolicy _policy;
    private readonly Dictionary<string, TechnicalProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<PolicyNode> _journeys = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PolicyNode> _displayControls = [];

    private ReachableProfiles(MergedPolicy policy) => _policy = policy;

    /// <summary>The default journey of the relying party and those of its endpoints. Undefined journeys are left out.</summary>
    public IReadOnlyList<Journey> Journeys { get; private set; } = [];

    /// <summary>The default journey of the relying party; null when there is none or it is not defined.</summary>
    public Journey? DefaultJourney { get; private set; }

    /// <summary>
    /// The profiles of steps, including those of sub-journeys, of validations, of display control actions, and the token issuers.
    /// Each occurs once.
    /// </summary>
    public IReadOnlyCollection<TechnicalProfile> Profiles => _profiles.Values;

    public bool Contains(string? profileId) => profileId is not null && _profiles.ContainsKey(profileId);

    /// <summary>Returns whether the relying party uses a user journey, or a sub-journey through one.</summary>
    public bool Contains(Journey journey) => _journeys.Contains(journey.Node);

    internal static ReachableProfiles Create(MergedPolicy policy)
    {
        var reachable = new ReachableProfiles(policy);
        if (policy.RelyingParty is not { } relyingParty)
            return reachable;
        var journeyIds = relyingParty.Elements("Endpoints", "Endpoint").Select(endpoint => endpoint["UserJourneyReferenceId"])
            .Prepend(relyingParty.Element("DefaultUserJourney")?["ReferenceId"]);
        reachable.Journeys = [.. journeyIds.Select(policy.UserJourneys.Find).OfType<PolicyNode>().Distinct().Select(policy.GetJourney)];
        reachable.DefaultJourney = policy.UserJourneys.Find(relyingParty.Element("DefaultUserJourney")?["ReferenceId"]) is { } node ? policy.GetJourney(node) : null;
        foreach (var journey in reachable.Journeys)
        {
            reachable.AddProfile(journey.DefaultIssuerProfileId);
            foreach (var (stepJourney, step) in journey.EnumerateSteps(policy))
            {
                reachable._journeys.Add(stepJourney.Node);
                reachable.AddProfile(step.IssuerProfileId);
                foreach (var exchange in step.ClaimsExchanges)
                    reachable.AddProfile(exchange["TechnicalProfileReferenceId"]);
            }
        }

        return reachable;
    }

    private void AddProfile(string? id)
    {
        var pending = new Queue<string?>([id]);
        while (pending.TryDequeue(out var profileId))
        {
            if (_policy.FindTechnicalProfile(profileId) is not { } profile || !_profiles.TryAdd(profile.Id, profile))
                continue;
            foreach (var validation in profile.ValidationTechnicalProfiles)
                pending.Enqueue(validation["ReferenceId"]);
            foreach (var control in profile.DisplayClaims.Select(claim => _policy.DisplayControls.Find(claim.DisplayControlId)).OfType<PolicyNode>().Where(_displayControls.Add))
            {
                foreach (var action in GetDisplayControlProfiles(control))
                    pending.Enqueue(action["TechnicalProfileReferenceId"]);
            }
        }
    }

    /// <summary>Returns the <c>ValidationClaimsExchangeTechnicalProfile</c> elements of a display control.</summary>
    internal static IEnumerable<PolicyNode> GetDisplayControlProfiles(PolicyNode control) => control.Elements("Actions", "Action")
        .SelectMany(action => action.Elements("ValidationClaimsExchange", "ValidationClaimsExchangeTechnicalProfile"));
}
