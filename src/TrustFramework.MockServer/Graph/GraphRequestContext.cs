using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Representation;

namespace TrustFramework.MockServer.Graph;

/// <summary>One request and its answer, as far as more than one stage needs to know of it.</summary>
internal sealed class GraphRequestContext
{
    /// <summary>Ours, new for each request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The client's own id, or a copy of ours: conventions 2 [O].</summary>
    public required string ClientRequestId { get; init; }

    /// <summary>Null until somebody has been recognised.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Why nobody was recognised; null when somebody was.</summary>
    public GraphError? AuthenticationError { get; set; }

    /// <summary>Null unless the answer is an error.</summary>
    public GraphError? Error { get; set; }

    /// <summary>How the caller wants it told.</summary>
    public JsonFormat Format { get; set; } = JsonFormat.Default;

    /// <summary>What of it the caller wants to see.</summary>
    public Selection Selection { get; set; } = Selection.All;

    /// <summary>What the answer says, where it is at hand as a whole and never changes: who looks at the answer need not copy it.</summary>
    public ReadOnlyMemory<byte> ResponseContent { get; set; }

    public static GraphRequestContext? Find(HttpContext context) => context.Features.Get<GraphRequestContext>();

    public static GraphRequestContext Get(HttpContext context) => context.Features.Get<GraphRequestContext>()!;
}
