using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// Follows the claims through the default journey of the relying party: policy-rules 2.1 rules 2 and 3 [O], [V]. Steps of
/// sub-journeys run where they are called. A step with preconditions is treated as executed. Output claims of validation profiles
/// do not count. Journeys of other endpoints are not followed, because the input of a token request is unknown [I].
/// </summary>
internal sealed class ClaimFlow
{
    private readonly MergedPolicy _policy;
    private readonly HashSet<string> _available;

    // What has been added to the available claims. Nothing is ever removed from them, so adding it again has no effect.
    private readonly HashSet<TechnicalProfile> _executedProfiles = [];
    private readonly HashSet<TechnicalProfile> _addedOutputs = [];
    private readonly HashSet<PolicyNode> _addedNodes = [];

    private ClaimFlow(MergedPolicy policy, Journey journey)
    {
        (_policy, Journey) = (policy, journey);
        _available = new HashSet<string>(GetRequestClaims(), StringComparer.OrdinalIgnoreCase);
        foreach (var profile in GetAuthorizationProfiles())
            Execute(profile);
    }

    public Journey Journey { get; }

    /// <summary>Returns null without a relying party, or when its default journey is not defined.</summary>
    public static ClaimFlow? Start(MergedPolicy policy) =>
        policy.RelyingParty is { } relyingParty && policy.UserJourneys.Find(relyingParty.Element("DefaultUserJourney")?["ReferenceId"]) is { } node
            ? new ClaimFlow(policy, policy.GetJourney(node))
            : null;

    /// <summary>Returns the output claims of transformations.</summary>
    public static IEnumerable<string> GetTransformationOutputs(MergedPolicy policy, IEnumerable<PolicyNode> references) => FindTransformations(policy, references).SelectMany(GetOutputClaims);

    /// <summary>Executes the steps while the result is enumerated, and returns the required input claims that no previous step provides.</summary>
    public IEnumerable<MissingInput> FindMissingInputs()
    {
        var missing = new Dictionary<TechnicalProfile, List<string>>();
        var checkedCalls = new HashSet<(OrchestrationStep Step, TechnicalProfile Profile)>();
        foreach (var (journey, step) in Journey.EnumerateSteps(_policy))
        {
            foreach (var exchange in step.ClaimsExchanges)
            {
                if (_policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) is not { } profile || !checkedCalls.Add((step, profile)))
                    continue;
                if (!missing.TryGetValue(profile, out var inputs))
                    missing.Add(profile, inputs = GetRequiredInputs(profile));
                inputs.RemoveAll(_available.Contains);
                foreach (var claim in inputs)
                    yield return new MissingInput(journey, step, exchange, profile, claim);
            }

            Execute(step);
        }
    }

    /// <summary>Executes all steps and returns the claims after the last one, ignoring case.</summary>
    public IReadOnlySet<string> ExecuteToEnd()
    {
        foreach (var (_, step) in Journey.EnumerateSteps(_policy))
            Execute(step);
        return _available;
    }

    /// <summary>Returns the claims of the request: the input claims of the relying party.</summary>
    private IEnumerable<string> GetRequestClaims() => RelyingPartyProfiles.Get(_policy).SelectMany(profile =>
        profile.InputClaims.Select(claim => claim.ClaimTypeId).OfType<string>().Concat(GetTransformationOutputs(_policy, profile.InputClaimsTransformations)));

    /// <summary>Returns the profiles that authorize the request. Their claims are claims of the request [I].</summary>
    private IEnumerable<TechnicalProfile> GetAuthorizationProfiles() => Journey.Node.Elements("Authorization")
        .SelectMany(authorization => authorization.Elements("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
        .Select(reference => _policy.FindTechnicalProfile(reference["ReferenceId"])).OfType<TechnicalProfile>();

    private List<string> GetRequiredInputs(TechnicalProfile profile)
    {
        var transformed = GetTransformationOutputs(_policy, profile.InputClaimsTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. profile.InputClaims.Where(claim => claim is { IsRequired: true, DefaultValue: null })
            .Select(claim => claim.ClaimTypeId).OfType<string>()
            .Where(claim => !transformed.Contains(claim)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// A GetClaims step refers to the profile that reads an id token hint with the attribute that other steps use for the issuer.
    /// </summary>
    private void Execute(OrchestrationStep step)
    {
        var ids = step.ClaimsExchanges.Select(exchange => exchange["TechnicalProfileReferenceId"]).Append(step.Type == StepType.GetClaims ? step.IssuerProfileId : null);
        foreach (var profile in ids.Select(_policy.FindTechnicalProfile).OfType<TechnicalProfile>())
            Execute(profile);
    }

    /// <summary>Adds the claims that a profile produces.</summary>
    private void Execute(TechnicalProfile profile)
    {
        if (!_executedProfiles.Add(profile))
            return;
        _available.UnionWith(profile.DisplayClaims.Select(claim => claim.ClaimTypeId).OfType<string>());
        foreach (var source in new[] { profile, _policy.FindTechnicalProfile(profile.GetElementText("IncludeClaimsFromTechnicalProfile")) }.OfType<TechnicalProfile>().Where(_addedOutputs.Add))
            _available.UnionWith(source.OutputClaims.Select(claim => claim.ClaimTypeId).OfType<string>());
        var nodes = FindTransformations(_policy, profile.InputClaimsTransformations.Concat(profile.OutputClaimsTransformations))
            .Concat(profile.DisplayClaims.Select(claim => _policy.DisplayControls.Find(claim.DisplayControlId)).OfType<PolicyNode>());
        foreach (var node in nodes.Where(_addedNodes.Add))
            _available.UnionWith(GetOutputClaims(node));
    }

    private static IEnumerable<PolicyNode> FindTransformations(MergedPolicy policy, IEnumerable<PolicyNode> references) =>
        references.Select(reference => policy.ClaimsTransformations.Find(reference["ReferenceId"])).OfType<PolicyNode>().Distinct();

    private static IEnumerable<string> GetOutputClaims(PolicyNode node) =>
        node.Elements("OutputClaims", "OutputClaim").Select(claim => claim["ClaimTypeReferenceId"]).OfType<string>();
}
