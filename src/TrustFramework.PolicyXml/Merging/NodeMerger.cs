using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>Merges an element of a child file with the same element of its base policy: policy-rules 8.</summary>
internal static class NodeMerger
{
    public static PolicyNode Replace(PolicyNode baseNode, PolicyNode childNode) => childNode;

    /// <summary>Merges child elements one by one; the child file's element replaces the base's.</summary>
    public static PolicyNode ReplaceChildElements(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, Replace);

    /// <summary>Merges child elements one by one; a restriction defines how it is merged.</summary>
    public static PolicyNode MergeClaimType(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "Restriction" => MergeRestriction(baseChild, child),
        _ => child,
    });

    /// <summary>
    /// The schema allows either a list of values or one pattern. If either restriction has a pattern, the one of the child file
    /// is used alone. [I]
    /// </summary>
    private static PolicyNode MergeRestriction(PolicyNode baseNode, PolicyNode childNode) =>
        !childNode.Children.IsEmpty && (baseNode.Element("Pattern") ?? childNode.Element("Pattern")) is not null ? childNode : MergeCollection(baseNode, childNode, "Value");

    public static PolicyNode MergeContentDefinition(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "Metadata" => MergeByKey(baseChild, child, "Key"),
        "LocalizedResourcesReferences" => MergeCollection(baseChild, child, "Language"),
        _ => child,
    });

    /// <summary>
    /// Text elements come from the child file. Metadata is merged by key, keys by id and claims by claim type: the child's entry
    /// replaces the base's. Transformations and validation profiles are added. An included profile is merged in the same way, as
    /// the base of the including profile.
    /// </summary>
    public static PolicyNode MergeTechnicalProfile(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "Metadata" or "Suppressions" => MergeByKey(baseChild, child, "Key"),
        "CryptographicKeys" => MergeByKey(baseChild, child, "Id"),
        "InputClaims" or "OutputClaims" or "PersistedClaims" or "DisplayClaims" => MergeByKey(baseChild, child, "ClaimTypeReferenceId", "DisplayControlReferenceId"),
        "InputClaimsTransformations" or "OutputClaimsTransformations" or "ValidationTechnicalProfiles" => MergeByKey(baseChild, child, "ReferenceId"),
        _ => child,
    });

    /// <summary>
    /// Merges steps by their order. Journeys with the same id as a journey of a base policy therefore often fail (VC#62 [O]).
    /// </summary>
    public static PolicyNode MergeJourney(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "OrchestrationSteps" => baseChild.WithChildren(MergeItems(baseChild, child, ["Order"], MergeStep).OrderBy(OrchestrationStep.ParseOrder)),
        "CryptographicKeys" => MergeByKey(baseChild, child, "Id"),
        _ => child,
    });

    /// <summary>The leaf normally has the relying party. Elements that it omits may come from a base policy.</summary>
    public static PolicyNode MergeRelyingParty(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "UserJourneyBehaviors" => ReplaceChildElements(baseChild, child),
        "TechnicalProfile" => MergeTechnicalProfile(baseChild, child),
        _ => child,
    });

    public static PolicyNode MergeSupportedLanguages(PolicyNode baseNode, PolicyNode childNode) => MergeCollection(baseNode, childNode, key: null);

    /// <summary>Merges attributes and exchanges; the child's replace those of the base.</summary>
    private static PolicyNode MergeStep(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (baseChild, child) => child.Name switch
    {
        "ClaimsExchanges" => MergeByKey(baseChild, child, "Id"),
        "ClaimsProviderSelections" => MergeByKey(baseChild, child, "TargetClaimsExchangeId", "ValidationClaimsExchangeId"),
        "JourneyList" => MergeByKey(baseChild, child, "SubJourneyReferenceId"),
        _ => child,
    });

    /// <summary>Combines the children of both elements in the schema's order and merges those that both have.</summary>
    private static PolicyNode MergeChildElements(PolicyNode baseNode, PolicyNode childNode, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        var (baseChildren, childChildren) = (CombineRepeatedLists(baseNode), CombineRepeatedLists(childNode));
        var parts = baseChildren.Where(baseChild => childNode.Element(baseChild.Name) is null)
            .Concat(childChildren.Select(child => baseChildren.Find(part => part.Name == child.Name) is { } baseChild ? merge(baseChild, child) : child));
        return CreateMergedNode(baseNode, childNode, parts.OrderBy(part => ElementOrder.GetPosition(baseNode.Name, part.Name)));
    }

    /// <summary>
    /// Returns the children. A list that the file splits into several elements, which the schema allows for some, becomes one
    /// element.
    /// </summary>
    private static List<PolicyNode> CombineRepeatedLists(PolicyNode node)
    {
        var combined = new List<PolicyNode>(node.Children.Length);
        foreach (var child in node.Children)
        {
            var first = child["Id"] is null ? combined.FindIndex(part => part.Name == child.Name) : -1;
            if (first < 0)
                combined.Add(child);
            else
                combined[first] = combined[first].WithChildren(combined[first].Children.Concat(child.Children));
        }

        return combined;
    }

    private static PolicyNode MergeByKey(PolicyNode baseNode, PolicyNode childNode, params string[] keys) => CreateMergedNode(baseNode, childNode, MergeItems(baseNode, childNode, keys, Replace));

    /// <summary>
    /// Returns the base's items, each replaced by the child's item with the same key, then the remaining items of the child. A
    /// file may contain a key twice.
    /// </summary>
    private static IEnumerable<PolicyNode> MergeItems(
        PolicyNode baseNode, PolicyNode childNode, string[] keys, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        string? KeyOf(PolicyNode item) => keys.Select(key => item[key]).FirstOrDefault(value => value is not null);
        var left = childNode.Children.ToList();
        foreach (var baseChild in baseNode.Children)
        {
            var same = left.FindIndex(child => KeyOf(child) is { } key && string.Equals(key, KeyOf(baseChild), StringComparison.OrdinalIgnoreCase));
            if (same < 0)
            {
                // The child replaces the first entry of a key. A second entry of the same key is removed.
                if (!childNode.Children.Any(child => KeyOf(child) is { } key && string.Equals(key, KeyOf(baseChild), StringComparison.OrdinalIgnoreCase)))
                    yield return baseChild;
                continue;
            }

            yield return merge(baseChild, left[same]);
            left.RemoveAt(same);
        }

        foreach (var child in left)
            yield return child;
    }

    /// <summary>
    /// Merges a collection according to its MergeBehavior. Without MergeBehavior, items with a key are merged by key; other
    /// collections are replaced.
    /// </summary>
    private static PolicyNode MergeCollection(PolicyNode baseNode, PolicyNode childNode, string? key) => childNode["MergeBehavior"] switch
    {
        "Append" => CreateMergedNode(baseNode, childNode, baseNode.Children.Concat(childNode.Children)),
        "Prepend" => CreateMergedNode(baseNode, childNode, childNode.Children.Concat(baseNode.Children)),
        "ReplaceAll" => childNode,
        _ => key is null ? childNode : MergeByKey(baseNode, childNode, key),
    };

    private static PolicyNode CreateMergedNode(PolicyNode baseNode, PolicyNode childNode, IEnumerable<PolicyNode> children) => new()
    {
        Name = childNode.Name,
        Attributes = baseNode.Attributes.IsEmpty ? childNode.Attributes
            : [.. baseNode.Attributes.Where(attribute => childNode[attribute.Key] is null), .. childNode.Attributes],
        Children = [.. children],
        Text = childNode.Text,
        Location = childNode.Location,
    };
}
