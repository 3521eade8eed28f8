namespace TrustFramework.PolicyXml.Merging;

/// <summary>How an element of a child file meets the same element of its base: policy-rules 8. The first argument is the base's.</summary>
internal static class NodeMerger
{
    public static PolicyNode Replace(PolicyNode baseNode, PolicyNode childNode) => childNode;

    /// <summary>Child elements one by one, the child's in place of the base's.</summary>
    public static PolicyNode ReplaceChildElements(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, Replace);

    /// <summary>Child elements one by one; a restriction says itself how it meets the one below.</summary>
    public static PolicyNode MergeClaimType(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "Restriction" => MergeRestriction(below, above),
        _ => above,
    });

    /// <summary>The schema knows a list of values or one pattern, never both: where patterns meet anything, the child's stands alone. [I]</summary>
    private static PolicyNode MergeRestriction(PolicyNode baseNode, PolicyNode childNode) =>
        !childNode.Children.IsEmpty && (baseNode.Element("Pattern") ?? childNode.Element("Pattern")) is not null ? childNode : MergeCollection(baseNode, childNode, "Value");

    public static PolicyNode MergeContentDefinition(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "Metadata" => MergeByKey(below, above, "Key"),
        "LocalizedResourcesReferences" => MergeCollection(below, above, "Language"),
        _ => above,
    });

    /// <summary>
    /// Scalars: the child's. Metadata by key, keys by id, claims by the claim: the child's entry in place of the base's.
    /// Transformations and validation profiles are added. An included profile lies under the including one in the same way.
    /// </summary>
    public static PolicyNode MergeTechnicalProfile(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "Metadata" or "Suppressions" => MergeByKey(below, above, "Key"),
        "CryptographicKeys" => MergeByKey(below, above, "Id"),
        "InputClaims" or "OutputClaims" or "PersistedClaims" or "DisplayClaims" => MergeByKey(below, above, "ClaimTypeReferenceId", "DisplayControlReferenceId"),
        "InputClaimsTransformations" or "OutputClaimsTransformations" or "ValidationTechnicalProfiles" => MergeByKey(below, above, "ReferenceId"),
        _ => above,
    });

    /// <summary>Steps by their order: the reason why a journey with the same id as one below so often goes wrong (VC#62 [O]).</summary>
    public static PolicyNode MergeJourney(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "OrchestrationSteps" => below.WithChildren(MergeItems(below, above, ["Order"], MergeStep).OrderBy(step => int.TryParse(step["Order"], null, out var order) ? order : 0)),
        "CryptographicKeys" => MergeByKey(below, above, "Id"),
        _ => above,
    });

    /// <summary>Normally in the leaf alone; what it leaves out may come from a relying party further down.</summary>
    public static PolicyNode MergeRelyingParty(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "UserJourneyBehaviors" => ReplaceChildElements(below, above),
        "TechnicalProfile" => MergeTechnicalProfile(below, above),
        _ => above,
    });

    public static PolicyNode MergeSupportedLanguages(PolicyNode baseNode, PolicyNode childNode) => MergeCollection(baseNode, childNode, key: null);

    /// <summary>Attributes and exchanges of both, the child's where they meet.</summary>
    private static PolicyNode MergeStep(PolicyNode baseNode, PolicyNode childNode) => MergeChildElements(baseNode, childNode, (below, above) => above.Name switch
    {
        "ClaimsExchanges" => MergeByKey(below, above, "Id"),
        "ClaimsProviderSelections" => MergeByKey(below, above, "TargetClaimsExchangeId", "ValidationClaimsExchangeId"),
        "JourneyList" => MergeByKey(below, above, "SubJourneyReferenceId"),
        _ => above,
    });

    /// <summary>Both elements' children in the schema's order, those that both have merged.</summary>
    private static PolicyNode MergeChildElements(PolicyNode baseNode, PolicyNode childNode, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        var (lower, upper) = (CombineRepeatedLists(baseNode), CombineRepeatedLists(childNode));
        var parts = lower.Where(below => childNode.Element(below.Name) is null)
            .Concat(upper.Select(above => lower.Find(part => part.Name == above.Name) is { } below ? merge(below, above) : above));
        return CreateMergedNode(baseNode, childNode, parts.OrderBy(part => ElementOrder.GetPosition(baseNode.Name, part.Name)));
    }

    /// <summary>The children; of a list that the file gives in several pieces, as the schema allows for some, one with all items.</summary>
    private static List<PolicyNode> CombineRepeatedLists(PolicyNode node)
    {
        var whole = new List<PolicyNode>(node.Children.Length);
        foreach (var child in node.Children)
        {
            var first = child["Id"] is null ? whole.FindIndex(part => part.Name == child.Name) : -1;
            if (first < 0)
                whole.Add(child);
            else
                whole[first] = whole[first].WithChildren(whole[first].Children.Concat(child.Children));
        }

        return whole;
    }

    private static PolicyNode MergeByKey(PolicyNode baseNode, PolicyNode childNode, params string[] keys) => CreateMergedNode(baseNode, childNode, MergeItems(baseNode, childNode, keys, Replace));

    /// <summary>The base's items, each replaced by the child's of the same key, then the child's others. One file may name a key twice.</summary>
    private static IEnumerable<PolicyNode> MergeItems(
        PolicyNode baseNode, PolicyNode childNode, string[] keys, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        string? KeyOf(PolicyNode item) => keys.Select(key => item[key]).FirstOrDefault(value => value is not null);
        var left = childNode.Children.ToList();
        foreach (var below in baseNode.Children)
        {
            var same = left.FindIndex(above => KeyOf(above) is { } key && string.Equals(key, KeyOf(below), StringComparison.OrdinalIgnoreCase));
            if (same < 0)
            {
                // A second entry of a key that the child has replaced already goes with the first.
                if (!childNode.Children.Any(above => KeyOf(above) is { } key && string.Equals(key, KeyOf(below), StringComparison.OrdinalIgnoreCase)))
                    yield return below;
                continue;
            }

            yield return merge(below, left[same]);
            left.RemoveAt(same);
        }

        foreach (var above in left)
            yield return above;
    }

    /// <summary>A collection whose MergeBehavior says what becomes of the base's items; without one they meet by key, else are replaced.</summary>
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
