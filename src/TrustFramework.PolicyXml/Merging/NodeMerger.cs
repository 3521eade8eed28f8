using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// Merges the versions of an element that the files of a chain contain: policy-rules 8. The versions are in order, that of the base first, and
/// there is at least one. The time is linear in the size of all versions together.
/// </summary>
internal static class NodeMerger
{
    public static PolicyNode Replace(IReadOnlyList<PolicyNode> versions) => versions[^1];

    /// <summary>Merges child elements one by one; the child file's element replaces the base's.</summary>
    public static PolicyNode ReplaceChildElements(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (_, parts) => Replace(parts));

    /// <summary>Merges child elements one by one; a restriction defines how it is merged.</summary>
    public static PolicyNode MergeClaimType(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "Restriction" => MergeRestriction(parts),
        _ => Replace(parts),
    });

    /// <summary>
    /// The schema allows either a list of values or one pattern. If either restriction has a pattern, the one of the child file
    /// is used alone. [I]
    /// </summary>
    private static PolicyNode MergeRestriction(IReadOnlyList<PolicyNode> versions)
    {
        var (first, hasPattern) = (0, versions[0].Element("Pattern") is not null);
        for (var i = 1; i < versions.Count; i++)
        {
            if (versions[i].Children.IsEmpty || !(hasPattern || versions[i].Element("Pattern") is not null))
                continue;
            (first, hasPattern) = (i, versions[i].Element("Pattern") is not null);
        }

        return MergeCollection([.. versions.Skip(first)], "Value");
    }

    public static PolicyNode MergeContentDefinition(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "Metadata" => MergeByKey(parts, "Key"),
        "LocalizedResourcesReferences" => MergeCollection(parts, "Language"),
        _ => Replace(parts),
    });

    /// <summary>
    /// Text elements come from the child file. Metadata is merged by key, keys by id and claims by claim type: the child's entry
    /// replaces the base's. Transformations and validation profiles are added. An included profile is merged in the same way, as
    /// the base of the including profile.
    /// </summary>
    public static PolicyNode MergeTechnicalProfile(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "Metadata" or "Suppressions" => MergeByKey(parts, "Key"),
        "CryptographicKeys" => MergeByKey(parts, "Id"),
        "InputClaims" or "OutputClaims" or "PersistedClaims" or "DisplayClaims" => MergeByKey(parts, "ClaimTypeReferenceId", "DisplayControlReferenceId"),
        "InputClaimsTransformations" or "OutputClaimsTransformations" or "ValidationTechnicalProfiles" => MergeByKey(parts, "ReferenceId"),
        _ => Replace(parts),
    });

    /// <summary>
    /// Merges steps by their order. Journeys with the same id as a journey of a base policy therefore often fail (VC#62 [O]).
    /// </summary>
    public static PolicyNode MergeJourney(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "OrchestrationSteps" => parts[0].WithChildren(MergeItems(parts, ["Order"], MergeStep).Children.OrderBy(OrchestrationStep.ParseOrder)),
        "CryptographicKeys" => MergeByKey(parts, "Id"),
        _ => Replace(parts),
    });

    /// <summary>The leaf normally has the relying party. Elements that it omits may come from a base policy.</summary>
    public static PolicyNode MergeRelyingParty(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "UserJourneyBehaviors" => ReplaceChildElements(parts),
        "TechnicalProfile" => MergeTechnicalProfile(parts),
        _ => Replace(parts),
    });

    public static PolicyNode MergeSupportedLanguages(IReadOnlyList<PolicyNode> versions) => MergeCollection(versions, key: null);

    /// <summary>Merges attributes and exchanges; the child's replace those of the base.</summary>
    private static PolicyNode MergeStep(IReadOnlyList<PolicyNode> versions) => MergeChildElements(versions, (name, parts) => name switch
    {
        "ClaimsExchanges" => MergeByKey(parts, "Id"),
        "ClaimsProviderSelections" => MergeByKey(parts, "TargetClaimsExchangeId", "ValidationClaimsExchangeId"),
        "JourneyList" => MergeByKey(parts, "SubJourneyReferenceId"),
        _ => Replace(parts),
    });

    /// <summary>
    /// Combines the child elements of all versions in the schema's order and merges those with the same name. Of elements with an id that a
    /// file repeats, which only an invalid relying party has, the first one is merged.
    /// </summary>
    private static PolicyNode MergeChildElements(IReadOnlyList<PolicyNode> versions, Func<string, IReadOnlyList<PolicyNode>, PolicyNode> merge)
    {
        if (versions.Count == 1)
            return versions[0];
        var parts = new OrderedDictionary<string, (List<PolicyNode> Versions, IEnumerable<PolicyNode> Others)>(StringComparer.Ordinal);
        foreach (var elements in versions.SelectMany(GroupChildElements))
        {
            var merged = parts.TryGetValue(elements[0].Name, out var part) ? part.Versions : [];
            merged.Add(elements[0]);
            parts[elements[0].Name] = (merged, elements.Skip(1));
        }

        return CreateMergedNode(versions, parts.OrderBy(part => ElementOrder.GetPosition(versions[0].Name, part.Key))
            .SelectMany(part => part.Value.Others.Prepend(part.Value.Versions.Count == 1 ? part.Value.Versions[0] : merge(part.Key, part.Value.Versions))));
    }

    /// <summary>
    /// Returns the child elements by name. A list that the file splits into several elements, which the schema allows for some, becomes one
    /// element.
    /// </summary>
    private static IEnumerable<IReadOnlyList<PolicyNode>> GroupChildElements(PolicyNode node) => node.Children
        .GroupBy(child => child.Name, StringComparer.Ordinal)
        .Select(group => (List<PolicyNode>)[.. group])
        .Select(elements => elements.Count == 1 || elements[0]["Id"] is not null ? elements : [elements[0].WithChildren(elements.SelectMany(element => element.Children))]);

    private static PolicyNode MergeByKey(IReadOnlyList<PolicyNode> versions, params string[] keys) => MergeItems(versions, keys, Replace);

    /// <summary>Returns the base's items, each merged with the child's item with the same key, then the remaining items of the child.</summary>
    private static PolicyNode MergeItems(IReadOnlyList<PolicyNode> versions, string[] keys, Func<IReadOnlyList<PolicyNode>, PolicyNode> merge)
    {
        var items = new KeyedItems(keys);
        items.Append(versions[0].Children);
        foreach (var version in versions.Skip(1))
            items.Replace(version.Children);
        return CreateMergedNode(versions, items.ToImmutableArray(merge));
    }

    /// <summary>
    /// Merges a collection according to its MergeBehavior. Without MergeBehavior, items with a key are merged by key; other
    /// collections are replaced.
    /// </summary>
    private static PolicyNode MergeCollection(IReadOnlyList<PolicyNode> versions, string? key)
    {
        List<PolicyNode> remaining = [.. versions.Skip(FindLastReplacement(versions, key))];
        if (remaining.Count == 1)
            return remaining[0];
        var items = new KeyedItems(key is null ? [] : [key]);
        items.Append(remaining[0].Children);
        foreach (var version in remaining.Skip(1))
        {
            Action<IEnumerable<PolicyNode>> change = version["MergeBehavior"] switch
            {
                "Append" => items.Append,
                "Prepend" => items.Prepend,
                _ => items.Replace,
            };
            change(version.Children);
        }

        return CreateMergedNode(remaining, items.ToImmutableArray(Replace));
    }

    /// <summary>Returns the index of the last version that replaces the collection; 0 when none does.</summary>
    private static int FindLastReplacement(IReadOnlyList<PolicyNode> versions, string? key)
    {
        for (var i = versions.Count - 1; i > 0; i--)
        {
            if (versions[i]["MergeBehavior"] is "ReplaceAll" || (key is null && versions[i]["MergeBehavior"] is not ("Append" or "Prepend")))
                return i;
        }

        return 0;
    }

    private static PolicyNode CreateMergedNode(IReadOnlyList<PolicyNode> versions, IEnumerable<PolicyNode> children) => new()
    {
        Name = versions[^1].Name,
        Attributes = versions.Skip(1).Aggregate(versions[0].Attributes, (attributes, version) => attributes.IsEmpty ? version.Attributes
            : [.. attributes.Where(attribute => version[attribute.Key] is null), .. version.Attributes]),
        Children = [.. children],
        Text = versions[^1].Text,
        Location = versions[^1].Location,
    };
}
