using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// A merged policy as one file: the sections in the schema's order, without a base policy. A section that combines elements of
/// several files has the position of the leaf's section, else that of the leaf's root.
/// </summary>
public static class EffectivePolicy
{
    /// <summary>In characters. The largest known policies have less than a tenth of it.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>What the views add to an element: names in JSON, its position, indentation.</summary>
    private const int ElementLength = 200;

    /// <summary>The message for a policy that <see cref="IsTooLarge"/>.</summary>
    public const string TooLargeMessage = "The policy with its base policies is too large to be shown.";

    /// <summary>
    /// Whether a view of the policy would be too large. The merged policy can be much larger than its files: the domains of a claims provider
    /// are repeated for each of its profiles that another file overrides.
    /// </summary>
    public static bool IsTooLarge(MergedPolicy policy)
    {
        var (length, pending) = (0L, new Stack<PolicyNode>([BuildTree(policy)]));
        while (length <= MaxLength && pending.TryPop(out var node))
        {
            length += ElementLength + node.Text.Length + node.Location.PolicyId.Length + node.Attributes.Sum(attribute => (long)attribute.Key.Length + attribute.Value.Length);
            foreach (var child in node.Children)
                pending.Push(child);
        }

        return length > MaxLength;
    }

    public static PolicyNode BuildTree(MergedPolicy policy)
    {
        var root = policy.Root;
        return root.WithChildren(new[]
        {
            root.Element("PolicyConstraints"),
            root.Element("Contacts"),
            root.Element("DocumentReferences"),
            CreateBuildingBlocks(policy),
            CreateList(root, "ClaimsProviders", CreateClaimsProviders(policy)),
            CreateList(root, "UserJourneys", policy.UserJourneys.Values),
            CreateList(root, "SubJourneys", policy.SubJourneys.Values),
            policy.RelyingParty,
        }.OfType<PolicyNode>());
    }

    private static PolicyNode? CreateBuildingBlocks(MergedPolicy policy)
    {
        var parent = policy.Root.Element("BuildingBlocks") ?? policy.Root;
        return CreateList(policy.Root, "BuildingBlocks", new[]
        {
            CreateList(parent, "ClaimsSchema", policy.ClaimTypes.Values),
            CreateList(parent, "Predicates", policy.Predicates.Values),
            CreateList(parent, "InputValidations", policy.InputValidations.Values),
            CreateList(parent, "PredicateValidations", policy.PredicateValidations.Values),
            CreateList(parent, "ClaimsTransformations", policy.ClaimsTransformations.Values),
            CreateList(parent, "ClientDefinitions", policy.ClientDefinitions.Values),
            CreateList(parent, "ContentDefinitions", policy.ContentDefinitions.Values),
            CreateLocalization(policy),
            CreateList(parent, "DisplayControls", policy.DisplayControls.Values),
        }.OfType<PolicyNode>());
    }

    /// <summary>Resources without an id are not inherited, because they cannot be distinguished.</summary>
    private static PolicyNode? CreateLocalization(MergedPolicy policy)
    {
        var withoutId = policy.Root.Element("BuildingBlocks")?.Elements("Localization", "LocalizedResources").Where(resources => resources["Id"] is null) ?? [];
        return policy.Localization?.WithChildren(
            new[] { policy.SupportedLanguages }.OfType<PolicyNode>().Concat(policy.LocalizedResources.Values).Concat(withoutId));
    }

    /// <summary>Keeps the order of the profiles. Consecutive profiles of equal providers share one provider.</summary>
    private static IEnumerable<PolicyNode> CreateClaimsProviders(MergedPolicy policy)
    {
        PolicyNode? current = null;
        var profiles = new List<PolicyNode>();
        foreach (var id in policy.TechnicalProfiles.Keys)
        {
            var provider = policy.ClaimsProviders.Find(id)!;
            if (current is not null && !AreEqual(current, provider))
            {
                yield return WithTechnicalProfiles(current, profiles);
                profiles.Clear();
                current = null;
            }

            current ??= provider;
            profiles.Add(policy.TechnicalProfiles.Find(id)!);
        }

        if (current is not null)
            yield return WithTechnicalProfiles(current, profiles);
    }

    private static PolicyNode WithTechnicalProfiles(PolicyNode provider, IEnumerable<PolicyNode> profiles) =>
        provider.WithChildren(provider.Children.Append(new PolicyNode { Name = "TechnicalProfiles", Location = provider.Location, Children = [.. profiles] }));

    /// <summary>Providers are equal if they have the same texts and share all other elements, such as the list of domains.</summary>
    private static bool AreEqual(PolicyNode one, PolicyNode other) =>
        one.Children.Length == other.Children.Length && one.Children.Zip(other.Children).All(pair => ReferenceEquals(pair.First, pair.Second)
            || (pair.First.Children.IsEmpty && pair.Second.Children.IsEmpty && pair.First.Name == pair.Second.Name && pair.First.Text == pair.Second.Text));

    /// <summary>Null when the list is empty: the schema requires items in most lists.</summary>
    private static PolicyNode? CreateList(PolicyNode parent, string name, IEnumerable<PolicyNode> items)
    {
        var node = new PolicyNode { Name = name, Location = (parent.Element(name) ?? parent).Location, Children = [.. items] };
        return node.Children.IsEmpty ? null : node;
    }
}
