using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing.Patterns;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>
/// All addresses the API has, as a tree of segments: says of an address that led nowhere which segment is unknown, or how
/// the service behind the gateway would have called it. Made from the routes themselves, so it names no resource.
/// </summary>
internal sealed class RouteSegmentTree(EndpointDataSource endpoints)
{
    /// <summary>Where the gateway sends requests; it shows in the service's own 404: clients E-404a [O].</summary>
    private const string BackendUrl = "https://cpim.windows.net/graph";

    /// <summary>What the gateway makes of <c>microsoft.graph.</c> before a function or an action: clients E-404c [O].</summary>
    private const string BackendNamespace = "Microsoft.Cpim.Api.DataModels.";

    private static readonly string[] Versions = ["beta", "v1.0"];

    private readonly Lazy<Node> _root = new(() => Build(endpoints.Endpoints));

    /// <summary>The answer to a request that no route took.</summary>
    public GraphError CreateError(PathString path)
    {
        var node = _root.Value;
        var backend = BackendUrl;
        var segments = (path.Value ?? "").TrimStart('/').Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment.Length == 0)
                break; // an empty key, or a trailing slash: the backend sees what came before it (clients E-404b [O])
            if (node.LiteralChildren.TryGetValue(segment, out var literal))
                (node, backend) = (literal, i == 0 ? backend : $"{backend}/{(literal.IsBoundOperation ? BackendNamespace : "")}{literal.Text}");
            else if (node.KeyChild is { } key && EntityKeyRouteConstraint.IsKey(segment))
                (node, backend) = (key, $"{backend}('{segment}')");
            else
                return GraphErrorCatalog.UnknownSegment.CreateError(segment);
        }

        return GraphErrorCatalog.NoSuchAction.CreateError(JsonEncodedText.Encode(backend, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
    }

    private static Node Build(IReadOnlyList<Endpoint> endpoints)
    {
        var root = new Node("");
        foreach (var version in Versions)
            root.LiteralChildren[version] = new Node(version);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Operation>() is not { } operation)
                continue;
            var last = endpoint.RoutePattern.PathSegments.Aggregate(root, (node, segment) => node.GetOrAddChild(segment));
            last.IsBoundOperation |= operation.IsBoundOperation;
        }

        return root;
    }

    private sealed class Node(string text)
    {
        public string Text { get; } = text;

        public bool IsBoundOperation { get; set; }

        public Dictionary<string, Node> LiteralChildren { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Node? KeyChild { get; private set; }

        public Node GetOrAddChild(RoutePatternPathSegment segment)
        {
            if (segment.Parts is not [RoutePatternLiteralPart { Content: var text }])
                return KeyChild ??= new Node("");
            if (!LiteralChildren.TryGetValue(text, out var next))
                LiteralChildren[text] = next = new Node(text);
            return next;
        }
    }
}
