using System.Collections.Concurrent;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Merging.NodeMerger;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// A policy and all that it stands on as one: policy-rules 8. Every element knows the file and the place it comes from.
/// Immutable but for what it remembers of its own answers.
/// </summary>
public sealed class MergedPolicy
{
    private readonly ConcurrentDictionary<string, TechnicalProfile?> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<PolicyNode, Journey> _journeys = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ReachableProfiles> _reachable;
    private volatile bool _isValidated;

    private MergedPolicy() => _reachable = new Lazy<ReachableProfiles>(() => ReachableProfiles.Create(this));

    internal MergedPolicy? BasePolicy { get; private init; }

    /// <summary>The uploaded file's own root: attributes such as <c>DeploymentMode</c> are not inherited.</summary>
    public required PolicyNode Root { get; init; }

    public string PolicyId => Root["PolicyId"] ?? "";

    public PolicyMap ClaimTypes { get; private init; } = PolicyMap.Empty;

    public PolicyMap Predicates { get; private init; } = PolicyMap.Empty;

    public PolicyMap InputValidations { get; private init; } = PolicyMap.Empty;

    public PolicyMap PredicateValidations { get; private init; } = PolicyMap.Empty;

    public PolicyMap ClaimsTransformations { get; private init; } = PolicyMap.Empty;

    public PolicyMap ClientDefinitions { get; private init; } = PolicyMap.Empty;

    public PolicyMap ContentDefinitions { get; private init; } = PolicyMap.Empty;

    /// <summary>Those with an id; others cannot be referred to.</summary>
    public PolicyMap LocalizedResources { get; private init; } = PolicyMap.Empty;

    public PolicyMap DisplayControls { get; private init; } = PolicyMap.Empty;

    /// <summary>Across all claims providers, inheritance applied, includes not: see <see cref="FindTechnicalProfile"/>.</summary>
    public PolicyMap TechnicalProfiles { get; private init; } = PolicyMap.Empty;

    /// <summary>By the ids of their technical profiles: the provider around each, without profiles. Merged like the profile itself. [I]</summary>
    public PolicyMap ClaimsProviders { get; private init; } = PolicyMap.Empty;

    public PolicyMap UserJourneys { get; private init; } = PolicyMap.Empty;

    public PolicyMap SubJourneys { get; private init; } = PolicyMap.Empty;

    /// <summary>The element around languages and resources, without them: its attributes are inherited. [I]</summary>
    public PolicyNode? Localization { get; private init; }

    public PolicyNode? SupportedLanguages { get; private init; }

    /// <summary>Null for a base or an extension file: then nobody can sign in with it, and less is asked of it.</summary>
    public PolicyNode? RelyingParty { get; private init; }

    /// <summary>What the relying party's journey makes use of.</summary>
    public ReachableProfiles Reachable => _reachable.Value;

    /// <param name="basePolicy">What the file's base policies come to; null for the root of a chain.</param>
    public static MergedPolicy Extend(MergedPolicy? basePolicy, PolicyNode root)
    {
        var blocks = root.Element("BuildingBlocks");
        IEnumerable<PolicyNode> Block(string list, string item) => blocks?.Elements(list, item) ?? [];
        var supported = blocks?.Element("Localization")?.Element("SupportedLanguages");
        var localization = blocks?.Element("Localization")?.WithChildren([]);
        var party = root.Element("RelyingParty");
        return new MergedPolicy
        {
            BasePolicy = basePolicy,
            Root = root,
            ClaimTypes = (basePolicy?.ClaimTypes ?? PolicyMap.Empty).Merge(Block("ClaimsSchema", "ClaimType"), "Id", MergeClaimType),
            Predicates = (basePolicy?.Predicates ?? PolicyMap.Empty).Merge(Block("Predicates", "Predicate"), "Id", Replace),
            InputValidations = (basePolicy?.InputValidations ?? PolicyMap.Empty).Merge(Block("InputValidations", "InputValidation"), "Id", Replace),
            PredicateValidations = (basePolicy?.PredicateValidations ?? PolicyMap.Empty).Merge(Block("PredicateValidations", "PredicateValidation"), "Id", Replace),
            ClaimsTransformations = (basePolicy?.ClaimsTransformations ?? PolicyMap.Empty)
                .Merge(Block("ClaimsTransformations", "ClaimsTransformation"), "Id", Replace),
            ClientDefinitions = (basePolicy?.ClientDefinitions ?? PolicyMap.Empty).Merge(Block("ClientDefinitions", "ClientDefinition"), "Id", Replace),
            ContentDefinitions = (basePolicy?.ContentDefinitions ?? PolicyMap.Empty).Merge(Block("ContentDefinitions", "ContentDefinition"), "Id", MergeContentDefinition),
            LocalizedResources = (basePolicy?.LocalizedResources ?? PolicyMap.Empty).Merge(Block("Localization", "LocalizedResources"), "Id", Replace),
            DisplayControls = (basePolicy?.DisplayControls ?? PolicyMap.Empty).Merge(Block("DisplayControls", "DisplayControl"), "Id", Replace),
            TechnicalProfiles = (basePolicy?.TechnicalProfiles ?? PolicyMap.Empty).Merge(
                root.Elements("ClaimsProviders", "ClaimsProvider").SelectMany(provider => provider.Elements("TechnicalProfiles", "TechnicalProfile")),
                "Id",
                NodeMerger.MergeTechnicalProfile),
            ClaimsProviders = (basePolicy?.ClaimsProviders ?? PolicyMap.Empty).Merge(root.Elements("ClaimsProviders", "ClaimsProvider").SelectMany(GetClaimsProviders), ReplaceChildElements),
            UserJourneys = (basePolicy?.UserJourneys ?? PolicyMap.Empty).Merge(root.Elements("UserJourneys", "UserJourney"), "Id", MergeJourney),
            SubJourneys = (basePolicy?.SubJourneys ?? PolicyMap.Empty).Merge(root.Elements("SubJourneys", "SubJourney"), "Id", MergeJourney),
            Localization = (basePolicy?.Localization, localization) is ({ } outer, { } inner) ? ReplaceChildElements(outer, inner) : localization ?? basePolicy?.Localization,
            SupportedLanguages = (basePolicy?.SupportedLanguages, supported) is ({ } below, { } above) ? NodeMerger.MergeSupportedLanguages(below, above) : supported ?? basePolicy?.SupportedLanguages,
            RelyingParty = (basePolicy?.RelyingParty, party) is ({ } lower, { } upper) ? NodeMerger.MergeRelyingParty(lower, upper) : party ?? basePolicy?.RelyingParty,
        };
    }

    private static IEnumerable<(string? Profile, PolicyNode Provider)> GetClaimsProviders(PolicyNode provider)
    {
        var alone = provider.WithChildren(provider.Children.Where(child => child.Name != "TechnicalProfiles"));
        return provider.Elements("TechnicalProfiles", "TechnicalProfile").Select(profile => (profile["Id"], alone));
    }

    /// <summary>A technical profile with what it includes put under it; null when there is none of that id.</summary>
    public TechnicalProfile? FindTechnicalProfile(string? id) => id is null ? null : _profiles.GetOrAdd(id, key =>
        IsUnchangedFromBase(key) ? BasePolicy!.FindTechnicalProfile(key)
        : ResolveIncludes(key, []) is { } node ? new TechnicalProfile(node)
        : null);

    /// <summary>A user journey's or sub-journey's element as a journey.</summary>
    public Journey GetJourney(PolicyNode node) =>
        BasePolicy is not null && node["Id"] is { } id && (ReferenceEquals(BasePolicy.UserJourneys.Find(id), node) || ReferenceEquals(BasePolicy.SubJourneys.Find(id), node))
            ? BasePolicy.GetJourney(node)
            : _journeys.GetOrAdd(node, found => new Journey(found));

    /// <summary>
    /// The items of a map that are new or changed since what this policy stands on was found to be in order; all of them when
    /// that was not looked at. For rules that an item cannot break by others being added: nothing is ever taken away.
    /// </summary>
    public IEnumerable<PolicyNode> GetNewOrChanged(Func<MergedPolicy, PolicyMap> map) => BasePolicy is { _isValidated: true } below
        ? map(this).Values.Where(item => !ReferenceEquals(map(below).Find(item["Id"]), item))
        : map(this).Values;

    /// <summary>Remembers that every definition was found to be in order.</summary>
    internal void MarkValidated() => _isValidated = true;

    /// <summary>Whether a profile, and all that it includes, is what it is without this file.</summary>
    private bool IsUnchangedFromBase(string id)
    {
        for (var (next, steps) = ((string?)id, 0); next is not null; next = TechnicalProfiles.Find(next)?.Element("IncludeTechnicalProfile")?["ReferenceId"], steps++)
        {
            if (BasePolicy is null || steps > TechnicalProfiles.Count || TechnicalProfiles.Find(next) is not { } node || !ReferenceEquals(node, BasePolicy.TechnicalProfiles.Find(next)))
                return false;
        }

        return true;
    }

    /// <summary>All technical profiles, includes resolved.</summary>
    public IEnumerable<TechnicalProfile> ResolvedTechnicalProfiles => TechnicalProfiles.Keys.Select(id => FindTechnicalProfile(id)!);

    /// <summary>A profile that includes itself stays as it is: the include is another rule's business.</summary>
    private PolicyNode? ResolveIncludes(string id, HashSet<string> path)
    {
        if (TechnicalProfiles.Find(id) is not { } node)
            return null;
        if (node.Element("IncludeTechnicalProfile")?["ReferenceId"] is not { } included || !path.Add(id.ToUpperInvariant()))
            return node;
        return ResolveIncludes(included, path) is { } below ? NodeMerger.MergeTechnicalProfile(below, node) : node;
    }
}
