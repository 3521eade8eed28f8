using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A required input claim that nothing before its step gives out.</summary>
/// <param name="In">The journey, or the sub-journey, whose step it is.</param>
/// <param name="Exchange">Where the step calls the profile.</param>
internal sealed record MissingInput(Journey In, JourneyStep Step, PolicyNode Exchange, TechnicalProfile Profile, string Claim);

/// <summary>
/// Which claims the relying party's default journey has at hand: policy-rules 2.1 rules 2 and 3 [O], [V]. Steps of
/// sub-journeys count where they are called, a step that a precondition skips counts all the same, and what a validation
/// profile gives out does not count. Journeys of other endpoints are not followed, for what a token request brings with it
/// is unknown [I].
/// </summary>
/// <param name="Available">What there is after the last step, without regard to case.</param>
internal sealed record ClaimFlow(Journey Journey, ImmutableArray<MissingInput> Missing, IReadOnlySet<string> Available)
{
    /// <summary>Null without a relying party, or when its default journey is not defined.</summary>
    public static ClaimFlow? Of(MergedPolicy policy)
    {
        if (policy.RelyingParty is not { } party || policy.UserJourneys.Find(party.Child("DefaultUserJourney")?["ReferenceId"]) is not { } node)
            return null;
        var journey = policy.JourneyOf(node);
        var available = new HashSet<string>(AtTheStart(policy, journey), StringComparer.OrdinalIgnoreCase);
        var missing = ImmutableArray.CreateBuilder<MissingInput>();
        foreach (var (within, step) in journey.Walk(policy))
        {
            foreach (var exchange in step.Exchanges)
            {
                if (policy.Profile(exchange["TechnicalProfileReferenceId"]) is { } profile)
                    missing.AddRange(MissingClaims(policy, profile, available).Select(claim => new MissingInput(within, step, exchange, profile, claim)));
            }

            available.UnionWith(ProfilesOf(policy, step).SelectMany(profile => Produced(policy, profile)));
        }

        return new ClaimFlow(journey, missing.ToImmutable(), available);
    }

    /// <summary>The claims that transformations give out.</summary>
    public static IEnumerable<string> OutputsOf(MergedPolicy policy, IEnumerable<PolicyNode> references) => references
        .Select(reference => policy.ClaimsTransformations.Find(reference["ReferenceId"])).OfType<PolicyNode>()
        .SelectMany(ClaimsGivenOut);

    /// <summary>What the request brings with it: the relying party's input claims, and the claims of the profile that authorizes it [I].</summary>
    private static IEnumerable<string> AtTheStart(MergedPolicy policy, Journey journey)
    {
        var profiles = PartyProfiles.Of(policy).ToList();
        var authorizing = journey.Node.Each("Authorization").SelectMany(found => found.Each("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
            .Select(reference => policy.Profile(reference["ReferenceId"])).OfType<TechnicalProfile>();
        return profiles.SelectMany(profile => profile.InputClaims).Select(claim => claim.Claim).OfType<string>()
            .Concat(profiles.SelectMany(profile => OutputsOf(policy, profile.InputTransformations)))
            .Concat(authorizing.SelectMany(profile => Produced(policy, profile)));
    }

    private static IEnumerable<string> MissingClaims(MergedPolicy policy, TechnicalProfile profile, HashSet<string> available)
    {
        var own = OutputsOf(policy, profile.InputTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.InputClaims.Where(claim => claim is { Required: true, DefaultValue: null })
            .Select(claim => claim.Claim).OfType<string>()
            .Where(claim => !available.Contains(claim) && !own.Contains(claim));
    }

    /// <summary>A GetClaims step names the profile that reads an id token hint where others name an issuer.</summary>
    private static IEnumerable<TechnicalProfile> ProfilesOf(MergedPolicy policy, JourneyStep step) => step.Exchanges
        .Select(exchange => exchange["TechnicalProfileReferenceId"])
        .Append(step.Type == StepType.GetClaims ? step.Issuer : null)
        .Select(policy.Profile).OfType<TechnicalProfile>();

    private static IEnumerable<string> Produced(MergedPolicy policy, TechnicalProfile profile)
    {
        var controls = profile.DisplayClaims.Select(claim => policy.DisplayControls.Find(claim.DisplayControl)).OfType<PolicyNode>();
        var taken = policy.Profile(profile.Value("IncludeClaimsFromTechnicalProfile"));
        return profile.OutputClaims.Concat(profile.DisplayClaims).Concat(taken?.OutputClaims ?? []).Select(claim => claim.Claim).OfType<string>()
            .Concat(OutputsOf(policy, profile.InputTransformations))
            .Concat(OutputsOf(policy, profile.OutputTransformations))
            .Concat(controls.SelectMany(ClaimsGivenOut));
    }

    private static IEnumerable<string> ClaimsGivenOut(PolicyNode node) =>
        node.Each("OutputClaims", "OutputClaim").Select(claim => claim["ClaimTypeReferenceId"]).OfType<string>();
}
