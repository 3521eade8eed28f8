using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Graph;

/// <summary>The JSON of a collection. The annotations precede the entities.</summary>
internal sealed record CollectionResource<T>
{
    [JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    /// <summary>The number of entities on all pages.</summary>
    [JsonPropertyName("@odata.count")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>An absolute URL; null on the last page.</summary>
    [JsonPropertyName("@odata.nextLink")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextLink { get; init; }

    public required IReadOnlyList<T> Value { get; init; }
}
