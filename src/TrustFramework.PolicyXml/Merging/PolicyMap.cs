namespace TrustFramework.PolicyXml.Merging;

/// <summary>The elements of one kind by id, ignoring case, in the order in which the chain first defines them.</summary>
public sealed class PolicyMap
{
    private readonly OrderedDictionary<string, PolicyNode> _nodes;

    private PolicyMap(OrderedDictionary<string, PolicyNode> nodes) => _nodes = nodes;

    public static PolicyMap Empty { get; } = new(new OrderedDictionary<string, PolicyNode>(StringComparer.OrdinalIgnoreCase));

    public int Count => _nodes.Count;

    public IEnumerable<string> Keys => _nodes.Keys;

    public IEnumerable<PolicyNode> Values => _nodes.Values;

    /// <summary>Returns the map with the items of a file merged into it; the same instance when there are none.</summary>
    /// <param name="key">The attribute that contains the id. Items without it are skipped.</param>
    /// <param name="merge">Combines the versions of an item: the existing one, then those of the file, whose ids may differ in case.</param>
    internal PolicyMap Merge(IEnumerable<PolicyNode> items, string key, Func<IReadOnlyList<PolicyNode>, PolicyNode> merge) =>
        Merge(items.Select(item => (item[key], item)), merge);

    /// <summary>Merges items whose ids are not attributes of their own.</summary>
    internal PolicyMap Merge(IEnumerable<(string? Id, PolicyNode Item)> items, Func<IReadOnlyList<PolicyNode>, PolicyNode> merge)
    {
        var versionsById = new OrderedDictionary<string, List<PolicyNode>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, item) in items)
        {
            if (id is null)
                continue;
            if (versionsById.TryGetValue(id, out var versions))
                versions.Add(item);
            else
                versionsById.Add(id, _nodes.TryGetValue(id, out var existing) ? [existing, item] : [item]);
        }

        if (versionsById.Count == 0)
            return this;
        var changed = new OrderedDictionary<string, PolicyNode>(_nodes, StringComparer.OrdinalIgnoreCase);
        foreach (var (id, versions) in versionsById)
            changed[id] = versions.Count == 1 ? versions[0] : merge(versions);
        return new PolicyMap(changed);
    }

    /// <summary>Returns the element with the id; null when there is none or <paramref name="id"/> is null.</summary>
    public PolicyNode? Find(string? id) => id is not null && _nodes.TryGetValue(id, out var found) ? found : null;

    public bool ContainsKey(string id) => _nodes.ContainsKey(id);
}
