using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing.Patterns;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>
/// The paths of the API as a tree of segments. It finds the error for a path without a route: the gateway names the first unknown
/// segment; if there is none, the backend names its own URL.
/// </summary>
internal sealed class RouteSegmentTree(EndpointDataSource endpoints)
{
    /// <summary>The backend's URL, which appears in its 404: clients E-404a [O].</summary>
    private const string BackendUrl = "https://cpim.windows.net/graph";

    /// <summary>The backend's namespace of functions and actions, in the place of <c>microsoft.graph.</c>: clients E-404c [O].</summary>
    private const string BackendNamespace = "Microsoft.Cpim.Api.DataModels.";

    // Lazy, because the endpoints are not complete when the service is created.
    private readonly Lazy<Node> _root = new(() => Build(endpoints.Endpoints));

    /// <summary>The error for a path, or a method, that no route matches.</summary>
    public GraphError CreateError(PathString path)
    {
        var node = _root.Value;
        var backend = BackendUrl;
        var segments = (path.Value ?? "").TrimStart('/').Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            // After an empty key or a trailing slash, the backend gets only the part before it: clients E-404b [O].
            if (segment.Length == 0)
                return CreateNoSuchActionError(backend) with { Hint = node.MissingKeyHint };
            if (node.LiteralChildren.TryGetValue(segment, out var literal))
                (node, backend) = (literal, i == 0 ? backend : $"{backend}/{(literal.IsBoundOperation ? BackendNamespace : "")}{literal.Text}");
            else if (node.KeyChild is { } key && EntityKeyRouteConstraint.IsKey(segment))
                (node, backend) = (key, $"{backend}('{segment}')");
            else
                return GraphErrorCatalog.UnknownSegment.CreateError(segment) with { Hint = IsBehindMissingKey(node, segment) ? node.MissingKeyHint : null };
        }

        return CreateNoSuchActionError(backend);
    }

    /// <summary>Some clients send one slash in the place of the two around an empty key.</summary>
    private static bool IsBehindMissingKey(Node node, string segment) => node.KeyChild?.LiteralChildren.ContainsKey(segment) == true;

    private static GraphError CreateNoSuchActionError(string backend) =>
        GraphErrorCatalog.NoSuchAction.CreateError(JsonEncodedText.Encode(backend, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));

    private static Node Build(IReadOnlyList<Endpoint> endpoints)
    {
        var root = new Node("");
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Operation>() is not { } operation)
                continue;
            var node = root;
            foreach (var segment in endpoint.RoutePattern.PathSegments)
            {
                var next = node.GetOrAddChild(segment);
                if (next == node.KeyChild)
                    node.MissingKeyHint ??= endpoint.Metadata.GetMetadata<MissingKeyHint>()?.Text;
                node = next;
            }

            node.IsBoundOperation |= operation.IsBoundOperation;
        }

        return root;
    }

    private sealed class Node(string text)
    {
        public string Text { get; } = text;

        public bool IsBoundOperation { get; set; }

        /// <summary>The hint for a path without a key behind this segment.</summary>
        public string? MissingKeyHint { get; set; }

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
