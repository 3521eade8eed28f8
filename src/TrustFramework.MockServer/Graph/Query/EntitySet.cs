using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A collection that supports query options.</summary>
/// <param name="Context">The name in <c>@odata.context</c>.</param>
internal sealed record EntitySet<T>(string Context, EntityAccessor<T> Accessor);

/// <summary>Reads the entities of a set that can be too large to list for each page.</summary>
/// <param name="ListAllAsync">Lists all entities in the order of their keys.</param>
/// <param name="ListAfterAsync">Lists the entities after a key, or from the first one, up to a number, in the order of their keys.</param>
/// <param name="CountAsync">Counts all entities.</param>
internal sealed record EntitySource<T>(
    EntitySet<T> Set, Func<ValueTask<IReadOnlyList<T>>> ListAllAsync, Func<string?, int, ValueTask<IReadOnlyList<T>>> ListAfterAsync, Func<ValueTask<int>> CountAsync);

/// <summary>A page of a collection.</summary>
/// <param name="Context">The name of the set in <c>@odata.context</c>.</param>
internal sealed record CollectionPage<T>(string Context, IReadOnlyList<T> Items)
{
    /// <summary>The number of matching entities on all pages; null without <c>$count</c>.</summary>
    public int? Count { get; init; }

    /// <summary>The token of the next page; null on the last page.</summary>
    public string? NextSkipToken { get; init; }

    /// <summary>The page size of the <c>Prefer</c> header; null without one.</summary>
    public int? PreferredPageSize { get; init; }
}
