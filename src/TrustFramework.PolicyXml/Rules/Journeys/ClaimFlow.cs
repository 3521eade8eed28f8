using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The claims that are available in the default journey of the relying party: policy-rules 2.1 rules 2 and 3 [O], [V]. Steps of
/// sub-journeys run where they are called. A step with preconditions is treated as executed. Output claims of validation profiles
/// do not count. Journeys of other endpoints are not followed, because the input of a token request is unknown [I].
/// </summary>
/// <param name="AvailableClaims">The claims after the last step, ignoring case.</param>
internal sealed record ClaimFlow(Journey Journey, ImmutableArray<MissingInput> MissingInputs, IReadOnlySet<string> AvailableClaims)
{
    /// <summary>Returns null without a relying party, or when its default journey is not defined.</summary>
    public static ClaimFlow? Create(MergedPolicy policy)
    {
        if (policy.RelyingParty is not { } relyingParty || policy.UserJourneys.Find(relyingParty.Element("DefaultUserJourney")?["ReferenceId"]) is not { } node)
            return null;
        var journey = policy.GetJourney(node);
        var available = new HashSet<string>(GetInitialClaims(policy, journey), StringComparer.OrdinalIgnoreCase);
        var missing = ImmutableArray.CreateBuilder<MissingInput>();
        foreach (var (stepJourney, step) in journey.EnumerateSteps(policy))
        {
            foreach (var exchange in step.ClaimsExchanges)
            {
                if (policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) is { } profile)
                    missing.AddRange(FindMissingClaims(policy, profile, available).Select(claim => new MissingInput(stepJourney, step, exchange, profile, claim)));
            }

            available.UnionWith(GetStepProfiles(policy, step).SelectMany(profile => GetProducedClaims(policy, profile)));
        }

        return new ClaimFlow(journey, missing.ToImmutable(), available);
    }

    /// <summary>Returns the output claims of transformations.</summary>
    public static IEnumerable<string> GetTransformationOutputs(MergedPolicy policy, IEnumerable<PolicyNode> references) => references
        .Select(reference => policy.ClaimsTransformations.Find(reference["ReferenceId"])).OfType<PolicyNode>()
        .SelectMany(GetOutputClaims);

    /// <summary>
    /// Returns the claims of the request: the input claims of the relying party, and the claims of the profile that authorizes it
    /// [I].
    /// </summary>
    private static IEnumerable<string> GetInitialClaims(MergedPolicy policy, Journey journey)
    {
        var profiles = RelyingPartyProfiles.Get(policy).ToList();
        var authorizing = journey.Node.Elements("Authorization").SelectMany(authorization => authorization.Elements("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
            .Select(reference => policy.FindTechnicalProfile(reference["ReferenceId"])).OfType<TechnicalProfile>();
        return profiles.SelectMany(profile => profile.InputClaims).Select(claim => claim.ClaimTypeId).OfType<string>()
            .Concat(profiles.SelectMany(profile => GetTransformationOutputs(policy, profile.InputClaimsTransformations)))
            .Concat(authorizing.SelectMany(profile => GetProducedClaims(policy, profile)));
    }

    private static IEnumerable<string> FindMissingClaims(MergedPolicy policy, TechnicalProfile profile, HashSet<string> available)
    {
        var transformed = GetTransformationOutputs(policy, profile.InputClaimsTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.InputClaims.Where(claim => claim is { IsRequired: true, DefaultValue: null })
            .Select(claim => claim.ClaimTypeId).OfType<string>()
            .Where(claim => !available.Contains(claim) && !transformed.Contains(claim));
    }

    /// <summary>
    /// A GetClaims step refers to the profile that reads an id token hint with the attribute that other steps use for the issuer.
    /// </summary>
    private static IEnumerable<TechnicalProfile> GetStepProfiles(MergedPolicy policy, OrchestrationStep step) => step.ClaimsExchanges
        .Select(exchange => exchange["TechnicalProfileReferenceId"])
        .Append(step.Type == StepType.GetClaims ? step.IssuerProfileId : null)
        .Select(policy.FindTechnicalProfile).OfType<TechnicalProfile>();

    private static IEnumerable<string> GetProducedClaims(MergedPolicy policy, TechnicalProfile profile)
    {
        var controls = profile.DisplayClaims.Select(claim => policy.DisplayControls.Find(claim.DisplayControlId)).OfType<PolicyNode>();
        var includedProfile = policy.FindTechnicalProfile(profile.GetElementText("IncludeClaimsFromTechnicalProfile"));
        return profile.OutputClaims.Concat(profile.DisplayClaims).Concat(includedProfile?.OutputClaims ?? []).Select(claim => claim.ClaimTypeId).OfType<string>()
            .Concat(GetTransformationOutputs(policy, profile.InputClaimsTransformations))
            .Concat(GetTransformationOutputs(policy, profile.OutputClaimsTransformations))
            .Concat(controls.SelectMany(GetOutputClaims));
    }

    private static IEnumerable<string> GetOutputClaims(PolicyNode node) =>
        node.Elements("OutputClaims", "OutputClaim").Select(claim => claim["ClaimTypeReferenceId"]).OfType<string>();
}
