namespace TrustFramework.PolicyXml.Merging;

/// <summary>The elements of one kind by their id, in the order in which the chain names them first, without regard to case.</summary>
public sealed class PolicyMap
{
    private readonly OrderedDictionary<string, PolicyNode> _nodes;

    private PolicyMap(OrderedDictionary<string, PolicyNode> nodes) => _nodes = nodes;

    public static PolicyMap Empty { get; } = new(new OrderedDictionary<string, PolicyNode>(StringComparer.OrdinalIgnoreCase));

    public int Count => _nodes.Count;

    public IEnumerable<string> Keys => _nodes.Keys;

    public IEnumerable<PolicyNode> Values => _nodes.Values;

    /// <summary>This map with the items of a file merged into it, the same map when there are none.</summary>
    /// <param name="key">The attribute that names an item; items without it are passed over.</param>
    /// <param name="merge">What becomes of an item that is there already: from the old and the new.</param>
    internal PolicyMap Merge(IEnumerable<PolicyNode> items, string key, Func<PolicyNode, PolicyNode, PolicyNode> merge) =>
        Merge(items.Select(item => (item[key], item)), merge);

    /// <summary>The same for items that go by something else than an attribute of their own.</summary>
    internal PolicyMap Merge(IEnumerable<(string? Id, PolicyNode Item)> items, Func<PolicyNode, PolicyNode, PolicyNode> merge)
    {
        OrderedDictionary<string, PolicyNode>? changed = null;
        foreach (var (id, item) in items)
        {
            if (id is null)
                continue;
            changed ??= new OrderedDictionary<string, PolicyNode>(_nodes, StringComparer.OrdinalIgnoreCase);
            changed[id] = changed.TryGetValue(id, out var known) ? merge(known, item) : item;
        }

        return changed is null ? this : new PolicyMap(changed);
    }

    /// <summary>Null when there is none, or when <paramref name="id"/> is null.</summary>
    public PolicyNode? Find(string? id) => id is not null && _nodes.TryGetValue(id, out var found) ? found : null;

    public bool ContainsKey(string id) => _nodes.ContainsKey(id);
}
