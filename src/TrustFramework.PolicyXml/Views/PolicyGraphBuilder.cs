namespace TrustFramework.PolicyXml.Views;

/// <summary>Collects nodes and edges, each once. Ids ignore case.</summary>
internal sealed class PolicyGraphBuilder
{
    private readonly OrderedDictionary<string, PolicyGraphNode> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<PolicyGraphEdge> _knownEdges = [];
    private readonly List<PolicyGraphEdge> _edges = [];

    public IEnumerable<PolicyGraphNode> Nodes => _nodes.Values;

    public IEnumerable<PolicyGraphEdge> Edges => _edges;

    /// <summary>Adds a node unless it exists, and returns its id.</summary>
    /// <param name="key">Identifies the node among those of its kind.</param>
    public string AddNode(string kind, string key, string name, PolicyLocation? location, bool isMissing = false)
    {
        var id = $"{kind}:{key}";
        if (_nodes.TryGetValue(id, out var existing))
            return existing.Id;
        _nodes.Add(id, new PolicyGraphNode(id, kind, name, location, isMissing));
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
