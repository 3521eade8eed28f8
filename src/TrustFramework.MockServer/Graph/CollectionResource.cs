using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Graph;

/// <summary>A collection on the wire. Its annotations stand before its entities.</summary>
internal sealed record CollectionResource<T>
{
    [JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    /// <summary>Regardless of the page.</summary>
    [JsonPropertyName("@odata.count")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>Absolute; not on the last page.</summary>
    [JsonPropertyName("@odata.nextLink")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextLink { get; init; }

    public required IReadOnlyList<T> Value { get; init; }
}
