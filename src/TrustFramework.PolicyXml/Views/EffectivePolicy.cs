using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// A merged policy as one file would have it: the sections in the schema's order, no base policy. A section that gathers
/// elements of several files stands where the leaf has it, else at the leaf's root.
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
        var around = policy.Root.Element("BuildingBlocks") ?? policy.Root;
        return CreateList(policy.Root, "BuildingBlocks", new[]
        {
            CreateList(around, "ClaimsSchema", policy.ClaimTypes.Values),
            CreateList(around, "Predicates", policy.Predicates.Values),
            CreateList(around, "InputValidations", policy.InputValidations.Values),
            CreateList(around, "PredicateValidations", policy.PredicateValidations.Values),
            CreateList(around, "ClaimsTransformations", policy.ClaimsTransformations.Values),
            CreateList(around, "ClientDefinitions", policy.ClientDefinitions.Values),
            CreateList(around, "ContentDefinitions", policy.ContentDefinitions.Values),
            CreateLocalization(policy),
            CreateList(around, "DisplayControls", policy.DisplayControls.Values),
        }.OfType<PolicyNode>());
    }

    /// <summary>Resources without an id cannot be inherited: nothing says which of them is which.</summary>
    private static PolicyNode? CreateLocalization(MergedPolicy policy)
    {
        var nameless = policy.Root.Element("BuildingBlocks")?.Elements("Localization", "LocalizedResources").Where(resources => resources["Id"] is null) ?? [];
        return policy.Localization?.WithChildren(
            new[] { policy.SupportedLanguages }.OfType<PolicyNode>().Concat(policy.LocalizedResources.Values).Concat(nameless));
    }

    /// <summary>Profiles keep their order; neighbours in equal providers share one.</summary>
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

    /// <summary>Null when there is nothing in it: the schema wants most lists filled.</summary>
    private static PolicyNode? CreateList(PolicyNode around, string name, IEnumerable<PolicyNode> items)
    {
        var node = new PolicyNode { Name = name, Location = (around.Element(name) ?? around).Location, Children = [.. items] };
        return node.Children.IsEmpty ? null : node;
    }
}
