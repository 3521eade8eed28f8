using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// A merged policy as one file would have it: the sections in the schema's order, no base policy. A section that gathers
/// elements of several files stands where the leaf has it, else at the leaf's root.
/// </summary>
public static class EffectivePolicy
{
    public static PolicyNode Tree(MergedPolicy policy)
    {
        var root = policy.Root;
        return root.With(new[]
        {
            root.Child("PolicyConstraints"),
            root.Child("Contacts"),
            root.Child("DocumentReferences"),
            BuildingBlocks(policy),
            List(root, "ClaimsProviders", Providers(policy)),
            List(root, "UserJourneys", policy.UserJourneys.Values),
            List(root, "SubJourneys", policy.SubJourneys.Values),
            policy.RelyingParty,
        }.OfType<PolicyNode>());
    }

    private static PolicyNode? BuildingBlocks(MergedPolicy policy)
    {
        var around = policy.Root.Child("BuildingBlocks") ?? policy.Root;
        return List(policy.Root, "BuildingBlocks", new[]
        {
            List(around, "ClaimsSchema", policy.ClaimTypes.Values),
            List(around, "Predicates", policy.Predicates.Values),
            List(around, "InputValidations", policy.InputValidations.Values),
            List(around, "PredicateValidations", policy.PredicateValidations.Values),
            List(around, "ClaimsTransformations", policy.ClaimsTransformations.Values),
            List(around, "ClientDefinitions", policy.ClientDefinitions.Values),
            List(around, "ContentDefinitions", policy.ContentDefinitions.Values),
            Localization(policy),
            List(around, "DisplayControls", policy.DisplayControls.Values),
        }.OfType<PolicyNode>());
    }

    /// <summary>Resources without an id cannot be inherited: nothing says which of them is which.</summary>
    private static PolicyNode? Localization(MergedPolicy policy)
    {
        var nameless = policy.Root.Child("BuildingBlocks")?.Each("Localization", "LocalizedResources").Where(resources => resources["Id"] is null) ?? [];
        return policy.Localization?.With(
            new[] { policy.SupportedLanguages }.OfType<PolicyNode>().Concat(policy.LocalizedResources.Values).Concat(nameless));
    }

    /// <summary>Profiles keep their order; neighbours in equal providers share one.</summary>
    private static IEnumerable<PolicyNode> Providers(MergedPolicy policy)
    {
        PolicyNode? current = null;
        var profiles = new List<PolicyNode>();
        foreach (var id in policy.TechnicalProfiles.Keys)
        {
            var provider = policy.ClaimsProviders.Find(id)!;
            if (current is not null && !AreEqual(current, provider))
            {
                yield return Filled(current, profiles);
                profiles.Clear();
                current = null;
            }

            current ??= provider;
            profiles.Add(policy.TechnicalProfiles.Find(id)!);
        }

        if (current is not null)
            yield return Filled(current, profiles);
    }

    private static PolicyNode Filled(PolicyNode provider, IEnumerable<PolicyNode> profiles) =>
        provider.With(provider.Children.Append(new PolicyNode { Name = "TechnicalProfiles", Place = provider.Place, Children = [.. profiles] }));

    private static bool AreEqual(PolicyNode one, PolicyNode other) => ReferenceEquals(one, other)
        || (one.Name == other.Name && one.Text == other.Text && one.Attributes.SequenceEqual(other.Attributes)
            && one.Children.Length == other.Children.Length && one.Children.Zip(other.Children).All(pair => AreEqual(pair.First, pair.Second)));

    /// <summary>Null when there is nothing in it: the schema wants most lists filled.</summary>
    private static PolicyNode? List(PolicyNode around, string name, IEnumerable<PolicyNode> items)
    {
        var node = new PolicyNode { Name = name, Place = (around.Child(name) ?? around).Place, Children = [.. items] };
        return node.Children.IsEmpty ? null : node;
    }
}
