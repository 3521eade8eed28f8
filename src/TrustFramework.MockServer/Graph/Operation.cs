using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>Route metadata: an operation of the API, as the log, the OpenAPI document and the fidelity page describe it.</summary>
/// <param name="Id">The number in graph-surface 1: <c>P4</c>.</param>
/// <param name="Name">The title in Microsoft's API reference: <c>Update or create trustFrameworkPolicy</c>.</param>
/// <param name="Provenance">The provenance of the operation and its responses.</param>
/// <param name="Note">A remark for the fidelity page; null for none.</param>
internal sealed record Operation(string Id, string Name, Provenance Provenance, string? Note = null)
{
    /// <summary>Id and name, for the log.</summary>
    public string Title => $"{Id} {Name}";

    /// <summary>Markdown.</summary>
    public required string Description { get; init; }

    /// <summary>An example of the request body; null when the operation reads none.</summary>
    public Sample? Request { get; init; }

    /// <summary>Every successful response.</summary>
    public required IReadOnlyList<SampleResponse> Responses { get; init; }

    /// <summary>The errors of the handler. Those of the middleware follow from the route's other metadata.</summary>
    public IReadOnlyList<GraphErrorDefinition> Refusals { get; init; } = [];

    /// <summary>True for a function or an action that is bound to an entity. Its name is the last segment of the route.</summary>
    public bool IsBoundOperation { get; init; }

    /// <summary>Whether a successful response is JSON.</summary>
    public bool IsJson => Responses.Any(response => response.Body?.ContentType == "application/json");

    /// <summary>False for an operation that always returns <see cref="GraphErrorCatalog.NotEmulated"/>.</summary>
    public bool IsEmulated => !Refusals.Contains(GraphErrorCatalog.NotEmulated);

    /// <summary>The operation in a version of the API. Ids and names are unique, so those of v1.0 have a suffix.</summary>
    /// <param name="version">The version prefix, with its slash.</param>
    public Operation ForVersion(string version) => version == GraphRoutes.V1Prefix ? this with { Id = $"{Id}v1", Name = $"{Name} v1.0" } : this;
}

/// <param name="Body">Null for a response without a body.</param>
internal sealed record SampleResponse(int Status, string Description, Sample? Body = null);

/// <summary>An example of a body.</summary>
/// <param name="BodyType">The record that it is serialized from; null when it is not JSON.</param>
internal sealed record Sample(string ContentType, string Text, Type? BodyType = null)
{
    public static Sample Xml(string text) => new("application/xml", text);

    public static Sample Json<T>(string text) => new("application/json", text, typeof(T));

    public static Sample PlainText(string text) => new("text/plain", text);
}
