using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// Which claims the relying party's default journey has at hand: policy-rules 2.1 rules 2 and 3 [O], [V]. Steps of
/// sub-journeys count where they are called, a step that a precondition skips counts all the same, and what a validation
/// profile gives out does not count. Journeys of other endpoints are not followed, for what a token request brings with it
/// is unknown [I].
/// </summary>
/// <param name="AvailableClaims">What there is after the last step, without regard to case.</param>
internal sealed record ClaimFlow(Journey Journey, ImmutableArray<MissingInput> MissingInputs, IReadOnlySet<string> AvailableClaims)
{
    /// <summary>Null without a relying party, or when its default journey is not defined.</summary>
    public static ClaimFlow? Create(MergedPolicy policy)
    {
        if (policy.RelyingParty is not { } party || policy.UserJourneys.Find(party.Element("DefaultUserJourney")?["ReferenceId"]) is not { } node)
            return null;
        var journey = policy.GetJourney(node);
        var available = new HashSet<string>(GetInitialClaims(policy, journey), StringComparer.OrdinalIgnoreCase);
        var missing = ImmutableArray.CreateBuilder<MissingInput>();
        foreach (var (within, step) in journey.EnumerateSteps(policy))
        {
            foreach (var exchange in step.ClaimsExchanges)
            {
                if (policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) is { } profile)
                    missing.AddRange(FindMissingClaims(policy, profile, available).Select(claim => new MissingInput(within, step, exchange, profile, claim)));
            }

            available.UnionWith(GetStepProfiles(policy, step).SelectMany(profile => GetProducedClaims(policy, profile)));
        }

        return new ClaimFlow(journey, missing.ToImmutable(), available);
    }

    /// <summary>The claims that transformations give out.</summary>
    public static IEnumerable<string> GetTransformationOutputs(MergedPolicy policy, IEnumerable<PolicyNode> references) => references
        .Select(reference => policy.ClaimsTransformations.Find(reference["ReferenceId"])).OfType<PolicyNode>()
        .SelectMany(GetOutputClaims);

    /// <summary>What the request brings with it: the relying party's input claims, and the claims of the profile that authorizes it [I].</summary>
    private static IEnumerable<string> GetInitialClaims(MergedPolicy policy, Journey journey)
    {
        var profiles = RelyingPartyProfiles.Get(policy).ToList();
        var authorizing = journey.Node.Elements("Authorization").SelectMany(found => found.Elements("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
            .Select(reference => policy.FindTechnicalProfile(reference["ReferenceId"])).OfType<TechnicalProfile>();
        return profiles.SelectMany(profile => profile.InputClaims).Select(claim => claim.ClaimTypeId).OfType<string>()
            .Concat(profiles.SelectMany(profile => GetTransformationOutputs(policy, profile.InputClaimsTransformations)))
            .Concat(authorizing.SelectMany(profile => GetProducedClaims(policy, profile)));
    }

    private static IEnumerable<string> FindMissingClaims(MergedPolicy policy, TechnicalProfile profile, HashSet<string> available)
    {
        var own = GetTransformationOutputs(policy, profile.InputClaimsTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.InputClaims.Where(claim => claim is { IsRequired: true, DefaultValue: null })
            .Select(claim => claim.ClaimTypeId).OfType<string>()
            .Where(claim => !available.Contains(claim) && !own.Contains(claim));
    }

    /// <summary>A GetClaims step names the profile that reads an id token hint where others name an issuer.</summary>
    private static IEnumerable<TechnicalProfile> GetStepProfiles(MergedPolicy policy, OrchestrationStep step) => step.ClaimsExchanges
        .Select(exchange => exchange["TechnicalProfileReferenceId"])
        .Append(step.Type == StepType.GetClaims ? step.IssuerProfileId : null)
        .Select(policy.FindTechnicalProfile).OfType<TechnicalProfile>();

    private static IEnumerable<string> GetProducedClaims(MergedPolicy policy, TechnicalProfile profile)
    {
        var controls = profile.DisplayClaims.Select(claim => policy.DisplayControls.Find(claim.DisplayControlId)).OfType<PolicyNode>();
        var taken = policy.FindTechnicalProfile(profile.GetElementText("IncludeClaimsFromTechnicalProfile"));
        return profile.OutputClaims.Concat(profile.DisplayClaims).Concat(taken?.OutputClaims ?? []).Select(claim => claim.ClaimTypeId).OfType<string>()
            .Concat(GetTransformationOutputs(policy, profile.InputClaimsTransformations))
            .Concat(GetTransformationOutputs(policy, profile.OutputClaimsTransformations))
            .Concat(controls.SelectMany(GetOutputClaims));
    }

    private static IEnumerable<string> GetOutputClaims(PolicyNode node) =>
        node.Elements("OutputClaims", "OutputClaim").Select(claim => claim["ClaimTypeReferenceId"]).OfType<string>();
}
