using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A collection that can be asked for some of its entities.</summary>
/// <param name="Context">What <c>@odata.context</c> calls it.</param>
internal sealed record EntitySet<T>(string Context, EntityAccessor<T> Accessor);

/// <summary>Where the entities of a set come from that is too large to be gone through for a page.</summary>
/// <param name="ListAllAsync">By key.</param>
/// <param name="ListAfterAsync">Those behind a key, or from the first on, and no more than so many; by key too.</param>
/// <param name="CountAsync">How many there are.</param>
internal sealed record EntitySource<T>(
    EntitySet<T> Set, Func<ValueTask<IReadOnlyList<T>>> ListAllAsync, Func<string?, int, ValueTask<IReadOnlyList<T>>> ListAfterAsync, Func<ValueTask<int>> CountAsync);

/// <summary>What a request for a collection is answered with.</summary>
/// <param name="Context">Of the set.</param>
internal sealed record CollectionPage<T>(string Context, IReadOnlyList<T> Items)
{
    /// <summary>Of all that the filter admits; null unless it was asked for.</summary>
    public int? Count { get; init; }

    /// <summary>The token of the next page; null on the last.</summary>
    public string? NextSkipToken { get; init; }

    /// <summary>The page size that the caller preferred, and got; null where he preferred none.</summary>
    public int? PreferredPageSize { get; init; }
}
