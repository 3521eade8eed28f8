namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>A request of a batch that can be sent.</summary>
/// <param name="Url">Behind the version.</param>
internal sealed record BatchStep(string Id, string Method, BatchUrl Url)
{
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>Null when it has none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The id of one before it, without whose success it is not sent; null when there is none.</summary>
    public string? DependsOn { get; init; }

    public bool HasId(string? id) => Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
