using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A collection that can be asked for some of its entities.</summary>
/// <param name="Context">What <c>@odata.context</c> calls it.</param>
internal sealed record EntitySet<T>(string Context, EntityShape<T> Shape);

/// <summary>Where the entities of a set come from that is too large to be gone through for a page.</summary>
/// <param name="All">By key.</param>
/// <param name="Behind">Those behind a key, or from the first on, and no more than so many; by key too.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Source<T>(
    EntitySet<T> Set, Func<ValueTask<IReadOnlyList<T>>> All, Func<string?, int, ValueTask<IReadOnlyList<T>>> Behind, Func<ValueTask<int>> Count);

/// <summary>What a request for a collection is answered with.</summary>
/// <param name="Context">Of the set.</param>
internal sealed record Page<T>(string Context, IReadOnlyList<T> Items)
{
    /// <summary>Of all that the filter admits; null unless it was asked for.</summary>
    public int? Count { get; init; }

    /// <summary>The token of the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>The page size that the caller preferred, and got; null where he preferred none.</summary>
    public int? Preferred { get; init; }
}
