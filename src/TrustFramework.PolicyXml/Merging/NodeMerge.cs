namespace TrustFramework.PolicyXml.Merging;

/// <summary>How an element of a child file meets the same element of its base: policy-rules 8. The first argument is the base's.</summary>
internal static class NodeMerge
{
    public static PolicyNode Replace(PolicyNode under, PolicyNode over) => over;

    /// <summary>Child elements one by one, the child's in place of the base's.</summary>
    public static PolicyNode PartByPart(PolicyNode under, PolicyNode over) => Parts(under, over, Replace);

    /// <summary>Child elements one by one; a restriction says itself how it meets the one below.</summary>
    public static PolicyNode ClaimType(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "Restriction" => Restriction(below, above),
        _ => above,
    });

    /// <summary>The schema knows a list of values or one pattern, never both: where patterns meet anything, the child's stands alone. [I]</summary>
    private static PolicyNode Restriction(PolicyNode under, PolicyNode over) =>
        !over.Children.IsEmpty && (under.Child("Pattern") ?? over.Child("Pattern")) is not null ? over : Collection(under, over, "Value");

    public static PolicyNode ContentDefinition(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "Metadata" => Keyed(below, above, "Key"),
        "LocalizedResourcesReferences" => Collection(below, above, "Language"),
        _ => above,
    });

    /// <summary>
    /// Scalars: the child's. Metadata by key, keys by id, claims by the claim: the child's entry in place of the base's.
    /// Transformations and validation profiles are added. An included profile lies under the including one in the same way.
    /// </summary>
    public static PolicyNode TechnicalProfile(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "Metadata" or "Suppressions" => Keyed(below, above, "Key"),
        "CryptographicKeys" => Keyed(below, above, "Id"),
        "InputClaims" or "OutputClaims" or "PersistedClaims" or "DisplayClaims" => Keyed(below, above, "ClaimTypeReferenceId", "DisplayControlReferenceId"),
        "InputClaimsTransformations" or "OutputClaimsTransformations" or "ValidationTechnicalProfiles" => Keyed(below, above, "ReferenceId"),
        _ => above,
    });

    /// <summary>Steps by their order: the reason why a journey with the same id as one below so often goes wrong (VC#62 [O]).</summary>
    public static PolicyNode Journey(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "OrchestrationSteps" => below.With(Items(below, above, ["Order"], Step).OrderBy(step => int.TryParse(step["Order"], null, out var order) ? order : 0)),
        "CryptographicKeys" => Keyed(below, above, "Id"),
        _ => above,
    });

    /// <summary>Normally in the leaf alone; what it leaves out may come from a relying party further down.</summary>
    public static PolicyNode RelyingParty(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "UserJourneyBehaviors" => PartByPart(below, above),
        "TechnicalProfile" => TechnicalProfile(below, above),
        _ => above,
    });

    public static PolicyNode SupportedLanguages(PolicyNode under, PolicyNode over) => Collection(under, over, key: null);

    /// <summary>Attributes and exchanges of both, the child's where they meet.</summary>
    private static PolicyNode Step(PolicyNode under, PolicyNode over) => Parts(under, over, (below, above) => above.Name switch
    {
        "ClaimsExchanges" => Keyed(below, above, "Id"),
        "ClaimsProviderSelections" => Keyed(below, above, "TargetClaimsExchangeId", "ValidationClaimsExchangeId"),
        "JourneyList" => Keyed(below, above, "SubJourneyReferenceId"),
        _ => above,
    });

    /// <summary>Both elements' children in the schema's order, those that both have merged.</summary>
    private static PolicyNode Parts(PolicyNode under, PolicyNode over, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        var (lower, upper) = (Whole(under), Whole(over));
        var parts = lower.Where(below => over.Child(below.Name) is null)
            .Concat(upper.Select(above => lower.Find(part => part.Name == above.Name) is { } below ? merge(below, above) : above));
        return Joined(under, over, parts.OrderBy(part => ElementOrder.Of(under.Name, part.Name)));
    }

    /// <summary>The children; of a list that the file gives in several pieces, as the schema allows for some, one with all items.</summary>
    private static List<PolicyNode> Whole(PolicyNode node)
    {
        var whole = new List<PolicyNode>(node.Children.Length);
        foreach (var child in node.Children)
        {
            var first = child["Id"] is null ? whole.FindIndex(part => part.Name == child.Name) : -1;
            if (first < 0)
                whole.Add(child);
            else
                whole[first] = whole[first].With(whole[first].Children.Concat(child.Children));
        }

        return whole;
    }

    private static PolicyNode Keyed(PolicyNode under, PolicyNode over, params string[] keys) => Joined(under, over, Items(under, over, keys, Replace));

    /// <summary>The base's items, each replaced by the child's of the same key, then the child's others. One file may name a key twice.</summary>
    private static IEnumerable<PolicyNode> Items(
        PolicyNode under, PolicyNode over, string[] keys, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        string? KeyOf(PolicyNode item) => keys.Select(key => item[key]).FirstOrDefault(value => value is not null);
        var left = over.Children.ToList();
        foreach (var below in under.Children)
        {
            var same = left.FindIndex(above => KeyOf(above) is { } key && string.Equals(key, KeyOf(below), StringComparison.OrdinalIgnoreCase));
            if (same < 0)
            {
                // A second entry of a key that the child has replaced already goes with the first.
                if (!over.Children.Any(above => KeyOf(above) is { } key && string.Equals(key, KeyOf(below), StringComparison.OrdinalIgnoreCase)))
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
    private static PolicyNode Collection(PolicyNode under, PolicyNode over, string? key) => over["MergeBehavior"] switch
    {
        "Append" => Joined(under, over, under.Children.Concat(over.Children)),
        "Prepend" => Joined(under, over, over.Children.Concat(under.Children)),
        "ReplaceAll" => over,
        _ => key is null ? over : Keyed(under, over, key),
    };

    private static PolicyNode Joined(PolicyNode under, PolicyNode over, IEnumerable<PolicyNode> children) => new()
    {
        Name = over.Name,
        Attributes = under.Attributes.IsEmpty ? over.Attributes
            : [.. under.Attributes.Where(attribute => over[attribute.Key] is null), .. over.Attributes],
        Children = [.. children],
        Text = over.Text,
        Place = over.Place,
    };
}
