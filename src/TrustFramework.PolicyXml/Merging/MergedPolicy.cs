using System.Collections.Concurrent;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Merging.NodeMerger;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// A policy merged with its base policies: policy-rules 8. Every element has the file and position that it comes from. Immutable,
/// except for cached results.
/// </summary>
public sealed class MergedPolicy
{
    private readonly ConcurrentDictionary<string, TechnicalProfile?> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<PolicyNode, ClaimType> _claimTypes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<PolicyNode, Journey> _journeys = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ReachableProfiles> _reachable;
    private volatile bool _isValidated;

    private MergedPolicy() => _reachable = new Lazy<ReachableProfiles>(() => ReachableProfiles.Create(this));

    /// <summary>The merged base policies; null for the root of a chain.</summary>
    internal MergedPolicy? BasePolicy { get; private init; }

    /// <summary>Equal for policies that were merged from files with the same content; empty for one that is not cached.</summary>
    internal string ContentKey { get; private init; } = "";

    /// <summary>The root of the leaf. Its attributes, such as <c>DeploymentMode</c>, are not inherited.</summary>
    public required PolicyNode Root { get; init; }

    public string PolicyId => Root["PolicyId"] ?? "";

    public PolicyMap ClaimTypes { get; private init; } = PolicyMap.Empty;

    public PolicyMap Predicates { get; private init; } = PolicyMap.Empty;

    public PolicyMap InputValidations { get; private init; } = PolicyMap.Empty;

    public PolicyMap PredicateValidations { get; private init; } = PolicyMap.Empty;

    public PolicyMap ClaimsTransformations { get; private init; } = PolicyMap.Empty;

    public PolicyMap ClientDefinitions { get; private init; } = PolicyMap.Empty;

    public PolicyMap ContentDefinitions { get; private init; } = PolicyMap.Empty;

    /// <summary>The localized resources that have an id; others cannot be referenced.</summary>
    public PolicyMap LocalizedResources { get; private init; } = PolicyMap.Empty;

    public PolicyMap DisplayControls { get; private init; } = PolicyMap.Empty;

    /// <summary>
    /// Technical profiles of all claims providers, with inheritance but without includes: see <see cref="FindTechnicalProfile"/>.
    /// </summary>
    public PolicyMap TechnicalProfiles { get; private init; } = PolicyMap.Empty;

    /// <summary>Claims providers by the ids of their technical profiles, without the profiles. Merged like the profiles. [I]</summary>
    public PolicyMap ClaimsProviders { get; private init; } = PolicyMap.Empty;

    public PolicyMap UserJourneys { get; private init; } = PolicyMap.Empty;

    public PolicyMap SubJourneys { get; private init; } = PolicyMap.Empty;

    /// <summary>The localization element without languages and resources. Its attributes are inherited. [I]</summary>
    public PolicyNode? Localization { get; private init; }

    public PolicyNode? SupportedLanguages { get; private init; }

    /// <summary>Null for a base or extension file. Users cannot sign in with such a policy, and fewer rules apply to it.</summary>
    public PolicyNode? RelyingParty { get; private init; }

    /// <summary>The technical profiles that the relying party's journeys use.</summary>
    public ReachableProfiles Reachable => _reachable.Value;

    /// <param name="basePolicy">The merged base policies; null for the root of a chain.</param>
    /// <param name="contentKey">See <see cref="ContentKey"/>.</param>
    public static MergedPolicy Extend(MergedPolicy? basePolicy, PolicyNode root, string contentKey = "")
    {
        var blocks = root.Element("BuildingBlocks");
        IEnumerable<PolicyNode> Block(string list, string item) => blocks?.Elements(list, item) ?? [];
        var supportedLanguages = blocks?.Element("Localization")?.Element("SupportedLanguages");
        var localization = blocks?.Element("Localization")?.WithChildren([]);
        var relyingParty = root.Element("RelyingParty");
        return new MergedPolicy
        {
            BasePolicy = basePolicy,
            ContentKey = contentKey,
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
            Localization = (basePolicy?.Localization, localization) is ({ } baseLocalization, { } child) ? ReplaceChildElements([baseLocalization, child]) : localization ?? basePolicy?.Localization,
            SupportedLanguages = (basePolicy?.SupportedLanguages, supportedLanguages) is ({ } baseLanguages, { } childLanguages) ? NodeMerger.MergeSupportedLanguages([baseLanguages, childLanguages]) : supportedLanguages ?? basePolicy?.SupportedLanguages,
            RelyingParty = (basePolicy?.RelyingParty, relyingParty) is ({ } baseParty, { } childParty) ? NodeMerger.MergeRelyingParty([baseParty, childParty]) : relyingParty ?? basePolicy?.RelyingParty,
        };
    }

    private static IEnumerable<(string? Profile, PolicyNode Provider)> GetClaimsProviders(PolicyNode provider)
    {
        var withoutProfiles = provider.WithChildren(provider.Children.Where(child => child.Name != "TechnicalProfiles"));
        return provider.Elements("TechnicalProfiles", "TechnicalProfile").Select(profile => (profile["Id"], withoutProfiles));
    }

    /// <summary>Returns a technical profile with its includes applied; null when there is none with the id.</summary>
    public TechnicalProfile? FindTechnicalProfile(string? id) => id is null ? null : _profiles.GetOrAdd(id, key =>
        IsUnchangedFromBase(key) ? BasePolicy!.FindTechnicalProfile(key)
        : ResolveIncludes(key) is { } node ? new TechnicalProfile(node)
        : null);

    /// <summary>Returns a claim type; null when there is none with the id.</summary>
    public ClaimType? FindClaimType(string? id) => ClaimTypes.Find(id) is { } node ? _claimTypes.GetOrAdd(node, key => new ClaimType(key)) : null;

    /// <summary>Returns the element of a user journey or sub-journey as a <see cref="Journey"/>.</summary>
    public Journey GetJourney(PolicyNode node) =>
        BasePolicy is not null && node["Id"] is { } id && (ReferenceEquals(BasePolicy.UserJourneys.Find(id), node) || ReferenceEquals(BasePolicy.SubJourneys.Find(id), node))
            ? BasePolicy.GetJourney(node)
            : _journeys.GetOrAdd(node, key => new Journey(key));

    /// <summary>
    /// Returns the items of a map that are new or changed compared to a validated base policy; all items when the base policy has
    /// not been validated. For rules whose result for an item does not change when other items are added: a child file never
    /// removes an item.
    /// </summary>
    public IEnumerable<PolicyNode> GetNewOrChanged(Func<MergedPolicy, PolicyMap> map) => BasePolicy is { _isValidated: true } basePolicy
        ? map(this).Values.Where(item => !ReferenceEquals(map(basePolicy).Find(item["Id"]), item))
        : map(this).Values;

    /// <summary>Records that all rules about definitions passed.</summary>
    internal void MarkValidated() => _isValidated = true;

    /// <summary>Returns whether a profile and its includes come from the base policies unchanged.</summary>
    private bool IsUnchangedFromBase(string id)
    {
        for (var (next, steps) = ((string?)id, 0); next is not null; next = TechnicalProfiles.Find(next)?.Element("IncludeTechnicalProfile")?["ReferenceId"], steps++)
        {
            if (BasePolicy is null || steps > TechnicalProfiles.Count || TechnicalProfiles.Find(next) is not { } node || !ReferenceEquals(node, BasePolicy.TechnicalProfiles.Find(next)))
                return false;
        }

        return true;
    }

    /// <summary>Applies includes. In a cycle, the first profile that repeats is included without its own include.</summary>
    private PolicyNode? ResolveIncludes(string id)
    {
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var included = new Stack<PolicyNode>();
        for (string? next = id; TechnicalProfiles.Find(next) is { } node; next = node.Element("IncludeTechnicalProfile")?["ReferenceId"])
        {
            included.Push(node);
            if (!visited.Add(next!))
                break;
        }

        return included.Count == 0 ? null : NodeMerger.MergeTechnicalProfile([.. included]);
    }
}
