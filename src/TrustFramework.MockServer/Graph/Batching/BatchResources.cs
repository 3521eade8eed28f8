using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>A batch as it is sent: conventions 4 [D].</summary>
internal sealed record BatchRequest
{
    public IReadOnlyList<BatchItemRequest?>? Requests { get; init; }
}

internal sealed record BatchItemRequest
{
    /// <summary>Unique in the batch, in any letter case.</summary>
    public string? Id { get; init; }

    public string? Method { get; init; }

    /// <summary>Relative to the batch's own version.</summary>
    public string? Url { get; init; }

    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>JSON as it is, anything else as base64.</summary>
    public JsonElement Body { get; init; }

    public IReadOnlyList<string?>? DependsOn { get; init; }
}

internal sealed record BatchResponseResource(IReadOnlyList<BatchItemResource> Responses);

/// <param name="Body">JSON as it is, anything else as base64; null when there is none.</param>
internal sealed record BatchItemResource(
    string Id,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Body);
