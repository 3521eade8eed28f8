using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>One operation of the API, as metadata of its route: the log, the OpenAPI document and the fidelity page speak of it.</summary>
/// <param name="Id">As graph-surface 1 numbers it: <c>P4</c>.</param>
/// <param name="Name">What the reference calls it: <c>Update or create trustFrameworkPolicy</c>.</param>
/// <param name="Provenance">Of the operation being there and answering as it does.</param>
/// <param name="Note">What a reader of the fidelity page must know; null when there is nothing.</param>
internal sealed record Operation(string Id, string Name, Provenance Provenance, string? Note = null)
{
    /// <summary>Both, as the log calls it.</summary>
    public string Title { get; } = $"{Id} {Name}";

    /// <summary>Markdown.</summary>
    public required string Description { get; init; }

    /// <summary>An example of the body; null when none is read.</summary>
    public Sample? Request { get; init; }

    /// <summary>Every answer of success.</summary>
    public required IReadOnlyList<SampleResponse> Responses { get; init; }

    /// <summary>The operation's own refusals; those of the stages before it are known from the route's other metadata.</summary>
    public IReadOnlyList<GraphErrorDefinition> Refusals { get; init; } = [];

    /// <summary>A function or an action bound to an entity: the last segment of its route is its name.</summary>
    public bool IsBoundOperation { get; init; }

    /// <summary>Whether success is told in JSON.</summary>
    public bool IsJson => Responses.Any(answer => answer.Body?.ContentType == "application/json");

    /// <summary>False for a route that is known but refuses by name.</summary>
    public bool IsEmulated => !Refusals.Contains(GraphErrorCatalog.NotEmulated);
}

/// <param name="Body">Null for an answer without one.</param>
internal sealed record SampleResponse(int Status, string Description, Sample? Body = null);

/// <summary>An example of a body.</summary>
/// <param name="BodyType">The wire record it is written from; null when it is no JSON.</param>
internal sealed record Sample(string ContentType, string Text, Type? BodyType = null)
{
    public static Sample Xml(string text) => new("application/xml", text);

    public static Sample Json<T>(string text) => new("application/json", text, typeof(T));

    public static Sample PlainText(string text) => new("text/plain", text);
}
