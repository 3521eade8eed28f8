using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// A merged policy as one file: the sections in the schema's order, without a base policy. A section that combines elements of
/// several files has the position of the leaf's section, else that of the leaf's root.
/// </summary>
public static class EffectivePolicy
{
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

    private static bool AreEqual(PolicyNode one, PolicyNode other) => ReferenceEquals(one, other)
        || (one.Name == other.Name && one.Text == other.Text && one.Attributes.SequenceEqual(other.Attributes)
            && one.Children.Length == other.Children.Length && one.Children.Zip(other.Children).All(pair => AreEqual(pair.First, pair.Second)));

    /// <summary>Null when the list is empty: the schema requires items in most lists.</summary>
    private static PolicyNode? CreateList(PolicyNode parent, string name, IEnumerable<PolicyNode> items)
    {
        var node = new PolicyNode { Name = name, Location = (parent.Element(name) ?? parent).Location, Children = [.. items] };
        return node.Children.IsEmpty ? null : node;
    }
}
