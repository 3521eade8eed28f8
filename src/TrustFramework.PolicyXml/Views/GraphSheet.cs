namespace TrustFramework.PolicyXml.Views;

/// <summary>The graph while it is drawn: each node and each edge once, whatever the letter case of the reference.</summary>
internal sealed class GraphSheet
{
    private readonly OrderedDictionary<string, GraphNode> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<GraphEdge> _known = [];
    private readonly List<GraphEdge> _edges = [];

    public IEnumerable<GraphNode> Nodes => _nodes.Values;

    public IEnumerable<GraphEdge> Edges => _edges;

    /// <summary>The node's id; the node that is there already stays as it is.</summary>
    /// <param name="key">What tells it from others of its kind.</param>
    public string Enter(string kind, string key, string name, PolicyPlace? place, bool isMissing = false)
    {
        var id = $"{kind}:{key}";
        if (_nodes.TryGetValue(id, out var known))
            return known.Id;
        _nodes.Add(id, new GraphNode(id, kind, name, place, isMissing));
        return id;
    }

    public bool Has(string kind, string key) => _nodes.ContainsKey($"{kind}:{key}");

    public void Join(string from, string to, string kind)
    {
        var edge = new GraphEdge(from, to, kind);
        if (_known.Add(edge))
            _edges.Add(edge);
    }
}
