using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>The JSON of a batch: conventions 4 [D].</summary>
internal sealed record BatchRequest
{
    public IReadOnlyList<BatchItemRequest?>? Requests { get; init; }
}

internal sealed record BatchItemRequest
{
    /// <summary>Unique in the batch. Case-insensitive.</summary>
    public string? Id { get; init; }

    public string? Method { get; init; }

    /// <summary>Relative to the version of the batch.</summary>
    public string? Url { get; init; }

    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>JSON, or a base64 string.</summary>
    public JsonElement Body { get; init; }

    public IReadOnlyList<string?>? DependsOn { get; init; }
}

internal sealed record BatchResponseResource(IReadOnlyList<BatchItemResource> Responses);

/// <param name="Body">JSON, or a base64 string; null without a body.</param>
internal sealed record BatchItemResource(
    string Id,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Body);
