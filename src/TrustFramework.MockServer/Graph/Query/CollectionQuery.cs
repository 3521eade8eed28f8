using System.Reflection;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Request feature and handler's parameter: the query options of a collection.</summary>
internal sealed record CollectionQuery : IBindableFromHttpContext<CollectionQuery>
{
    /// <summary>The largest <c>$top</c>: the directory's limit [O].</summary>
    public const int MaxTop = 999;

    /// <summary>Larger than a real tenant needs, because many tools do not follow next links. [I]</summary>
    public const int DefaultPageSize = 1000;

    /// <summary>Null when every entity matches.</summary>
    public FilterExpression? Filter { get; init; }

    /// <summary>Empty for the order of keys. Entities with equal values are ordered by key.</summary>
    public IReadOnlyList<OrderByTerm> OrderBy { get; init; } = [];

    public int Skip { get; init; }

    /// <summary><c>$top</c>, which Graph treats as the page size.</summary>
    public int? Top { get; init; }

    /// <summary>The page size of the <c>Prefer</c> header.</summary>
    public int? PreferredPageSize { get; init; }

    public bool IncludeCount { get; init; }

    /// <summary>Null for the first page.</summary>
    public SkipToken? SkipToken { get; init; }

    /// <summary>Type, filter and order. A skip token is valid only for the query that it was created for.</summary>
    public string QueryIdentity { get; init; } = "";

    private int PageSize => Math.Min(Math.Min(Top ?? DefaultPageSize, PreferredPageSize ?? DefaultPageSize), SkipToken?.PageSize ?? DefaultPageSize);

    /// <summary>Whether a page is a range of keys, so that the source need not list every entity.</summary>
    private bool CanPageByKey => Filter is null && OrderBy.Count == 0 && Skip == 0;

    /// <summary>Creates a page from all entities of a set.</summary>
    /// <param name="entities">All entities, in any order.</param>
    public CollectionPage<T> CreatePage<T>(EntitySet<T> set, IEnumerable<T> entities)
    {
        var matching = ApplyFilter(entities, set.Accessor);
        var remaining = matching.Select(entity => (Entity: entity, SortKey: SortKey.Create(entity, OrderBy, set.Accessor)))
            .Where(entry => SkipToken is null || entry.SortKey.CompareTo(SkipToken.After, OrderBy) > 0)
            .OrderBy(entry => entry.SortKey, Comparer<SortKey>.Create((left, right) => left.CompareTo(right, OrderBy)))
            .Skip(Skip).Take(PageSize + 1);
        return CreatePage(set, [.. remaining.Select(entry => entry.Entity)], IncludeCount ? matching.Count : null);
    }

    /// <summary>Creates a page and lists only the entities that it needs.</summary>
    public async ValueTask<CollectionPage<T>> CreatePageAsync<T>(EntitySource<T> source) => CanPageByKey
        ? CreatePage(source.Set, await source.ListAfterAsync(SkipToken?.After.Key, PageSize + 1), IncludeCount ? await source.CountAsync() : null)
        : CreatePage(source.Set, await source.ListAllAsync());

    public int Count<T>(EntitySet<T> set, IReadOnlyList<T> entities) => ApplyFilter(entities, set.Accessor).Count;

    public async ValueTask<int> CountAsync<T>(EntitySource<T> source) =>
        Filter is null ? await source.CountAsync() : Count(source.Set, await source.ListAllAsync());

    public static ValueTask<CollectionQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<CollectionQuery>());

    /// <param name="entities">The entities of the page, and one more if there is a next page.</param>
    private CollectionPage<T> CreatePage<T>(EntitySet<T> set, IReadOnlyList<T> entities, int? count)
    {
        var hasMore = entities.Count > PageSize;
        var lastKey = hasMore ? SortKey.Create(entities[PageSize - 1], OrderBy, set.Accessor) : null;
        return new CollectionPage<T>(set.Context, hasMore ? [.. entities.Take(PageSize)] : entities)
        {
            Count = count,
            PreferredPageSize = PreferredPageSize,
            NextSkipToken = lastKey is null ? null : new SkipToken(lastKey, PreferredPageSize ?? SkipToken?.PageSize).Encode(QueryIdentity),
        };
    }

    private IReadOnlyList<T> ApplyFilter<T>(IEnumerable<T> entities, EntityAccessor<T> accessor) => Filter is { } filter
        ? [.. entities.Where(entity => filter.IsMatch(property => accessor.GetValue(entity, property)))]
        : [.. entities];
}
