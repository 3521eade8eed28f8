namespace TrustFramework.PolicyXml.Views;

/// <summary>The graph while it is drawn: each node and each edge once, whatever the letter case of the reference.</summary>
internal sealed class PolicyGraphBuilder
{
    private readonly OrderedDictionary<string, PolicyGraphNode> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<PolicyGraphEdge> _knownEdges = [];
    private readonly List<PolicyGraphEdge> _edges = [];

    public IEnumerable<PolicyGraphNode> Nodes => _nodes.Values;

    public IEnumerable<PolicyGraphEdge> Edges => _edges;

    /// <summary>The node's id; the node that is there already stays as it is.</summary>
    /// <param name="key">What tells it from others of its kind.</param>
    public string AddNode(string kind, string key, string name, PolicyLocation? place, bool isMissing = false)
    {
        var id = $"{kind}:{key}";
        if (_nodes.TryGetValue(id, out var known))
            return known.Id;
        _nodes.Add(id, new PolicyGraphNode(id, kind, name, place, isMissing));
        return id;
    }

    public bool ContainsNode(string kind, string key) => _nodes.ContainsKey($"{kind}:{key}");

    public void AddEdge(string from, string to, string kind)
    {
        var edge = new PolicyGraphEdge(from, to, kind);
        if (_knownEdges.Add(edge))
            _edges.Add(edge);
    }
}
