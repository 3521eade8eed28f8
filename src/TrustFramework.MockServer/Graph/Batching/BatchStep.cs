namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>A valid request of a batch.</summary>
internal sealed record BatchStep(string Id, string Method, BatchUrl Url)
{
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>Null without a body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The id of an earlier request that must succeed first; null for none.</summary>
    public string? DependsOn { get; init; }

    public bool HasId(string? id) => Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
