using System.Collections.Concurrent;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Merging.NodeMerge;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// A policy and all that it stands on as one: policy-rules 8. Every element knows the file and the place it comes from.
/// Immutable but for what it remembers of its own answers.
/// </summary>
public sealed class MergedPolicy
{
    private readonly ConcurrentDictionary<string, TechnicalProfile?> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<PolicyNode, Journey> _journeys = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<Reach> _reach;
    private MergedPolicy? _under;
    private volatile bool _isSettled;

    private MergedPolicy() => _reach = new Lazy<Reach>(() => Reach.Of(this));

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

    /// <summary>Across all claims providers, inheritance applied, includes not: see <see cref="Profile"/>.</summary>
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
    public Reach Reach => _reach.Value;

    /// <param name="under">What the file's base policies come to; null for the root of a chain.</param>
    public static MergedPolicy Extend(MergedPolicy? under, PolicyNode root)
    {
        var blocks = root.Child("BuildingBlocks");
        IEnumerable<PolicyNode> Block(string list, string item) => blocks?.Each(list, item) ?? [];
        var supported = blocks?.Child("Localization")?.Child("SupportedLanguages");
        var localization = blocks?.Child("Localization")?.With([]);
        var party = root.Child("RelyingParty");
        return new MergedPolicy
        {
            _under = under,
            Root = root,
            ClaimTypes = (under?.ClaimTypes ?? PolicyMap.Empty).With(Block("ClaimsSchema", "ClaimType"), "Id", ClaimType),
            Predicates = (under?.Predicates ?? PolicyMap.Empty).With(Block("Predicates", "Predicate"), "Id", Replace),
            InputValidations = (under?.InputValidations ?? PolicyMap.Empty).With(Block("InputValidations", "InputValidation"), "Id", Replace),
            PredicateValidations = (under?.PredicateValidations ?? PolicyMap.Empty).With(Block("PredicateValidations", "PredicateValidation"), "Id", Replace),
            ClaimsTransformations = (under?.ClaimsTransformations ?? PolicyMap.Empty)
                .With(Block("ClaimsTransformations", "ClaimsTransformation"), "Id", Replace),
            ClientDefinitions = (under?.ClientDefinitions ?? PolicyMap.Empty).With(Block("ClientDefinitions", "ClientDefinition"), "Id", Replace),
            ContentDefinitions = (under?.ContentDefinitions ?? PolicyMap.Empty).With(Block("ContentDefinitions", "ContentDefinition"), "Id", ContentDefinition),
            LocalizedResources = (under?.LocalizedResources ?? PolicyMap.Empty).With(Block("Localization", "LocalizedResources"), "Id", Replace),
            DisplayControls = (under?.DisplayControls ?? PolicyMap.Empty).With(Block("DisplayControls", "DisplayControl"), "Id", Replace),
            TechnicalProfiles = (under?.TechnicalProfiles ?? PolicyMap.Empty).With(
                root.Each("ClaimsProviders", "ClaimsProvider").SelectMany(provider => provider.Each("TechnicalProfiles", "TechnicalProfile")),
                "Id",
                NodeMerge.TechnicalProfile),
            ClaimsProviders = (under?.ClaimsProviders ?? PolicyMap.Empty).With(root.Each("ClaimsProviders", "ClaimsProvider").SelectMany(Providers), PartByPart),
            UserJourneys = (under?.UserJourneys ?? PolicyMap.Empty).With(root.Each("UserJourneys", "UserJourney"), "Id", Journey),
            SubJourneys = (under?.SubJourneys ?? PolicyMap.Empty).With(root.Each("SubJourneys", "SubJourney"), "Id", Journey),
            Localization = (under?.Localization, localization) is ({ } outer, { } inner) ? PartByPart(outer, inner) : localization ?? under?.Localization,
            SupportedLanguages = (under?.SupportedLanguages, supported) is ({ } below, { } above) ? NodeMerge.SupportedLanguages(below, above) : supported ?? under?.SupportedLanguages,
            RelyingParty = (under?.RelyingParty, party) is ({ } lower, { } upper) ? NodeMerge.RelyingParty(lower, upper) : party ?? under?.RelyingParty,
        };
    }

    private static IEnumerable<(string? Profile, PolicyNode Provider)> Providers(PolicyNode provider)
    {
        var alone = provider.With(provider.Children.Where(child => child.Name != "TechnicalProfiles"));
        return provider.Each("TechnicalProfiles", "TechnicalProfile").Select(profile => (profile["Id"], alone));
    }

    /// <summary>A technical profile with what it includes put under it; null when there is none of that id.</summary>
    public TechnicalProfile? Profile(string? id) => id is null ? null : _profiles.GetOrAdd(id, key =>
        IsAsBelow(key) ? _under!.Profile(key)
        : Included(key, []) is { } node ? new TechnicalProfile(node)
        : null);

    /// <summary>A user journey's or sub-journey's element as a journey.</summary>
    public Journey JourneyOf(PolicyNode node) =>
        _under is not null && node["Id"] is { } id && (ReferenceEquals(_under.UserJourneys.Find(id), node) || ReferenceEquals(_under.SubJourneys.Find(id), node))
            ? _under.JourneyOf(node)
            : _journeys.GetOrAdd(node, found => new Journey(found));

    /// <summary>
    /// The items of a map that are new or changed since what this policy stands on was found to be in order; all of them when
    /// that was not looked at. For rules that an item cannot break by others being added: nothing is ever taken away.
    /// </summary>
    public IEnumerable<PolicyNode> Fresh(Func<MergedPolicy, PolicyMap> map) => _under is { _isSettled: true } below
        ? map(this).Values.Where(item => !ReferenceEquals(map(below).Find(item["Id"]), item))
        : map(this).Values;

    /// <summary>Remembers that every definition was found to be in order.</summary>
    internal void Settle() => _isSettled = true;

    /// <summary>Whether a profile, and all that it includes, is what it is without this file.</summary>
    private bool IsAsBelow(string id)
    {
        for (var (next, steps) = ((string?)id, 0); next is not null; next = TechnicalProfiles.Find(next)?.Child("IncludeTechnicalProfile")?["ReferenceId"], steps++)
        {
            if (_under is null || steps > TechnicalProfiles.Count || TechnicalProfiles.Find(next) is not { } node || !ReferenceEquals(node, _under.TechnicalProfiles.Find(next)))
                return false;
        }

        return true;
    }

    /// <summary>All technical profiles, includes resolved.</summary>
    public IEnumerable<TechnicalProfile> Profiles => TechnicalProfiles.Keys.Select(id => Profile(id)!);

    /// <summary>A profile that includes itself stays as it is: the include is another rule's business.</summary>
    private PolicyNode? Included(string id, HashSet<string> path)
    {
        if (TechnicalProfiles.Find(id) is not { } node)
            return null;
        if (node.Child("IncludeTechnicalProfile")?["ReferenceId"] is not { } included || !path.Add(id.ToUpperInvariant()))
            return node;
        return Included(included, path) is { } below ? NodeMerge.TechnicalProfile(below, node) : node;
    }
}
