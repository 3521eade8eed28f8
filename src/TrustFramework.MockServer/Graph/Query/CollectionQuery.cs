using System.Reflection;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Request feature, and a handler's parameter: which entities of a collection the caller wants, in which order, and how many at a time.</summary>
internal sealed record CollectionQuery : IBindableFromHttpContext<CollectionQuery>
{
    /// <summary>What <c>$top</c> may be: the directory's own bounds [O].</summary>
    public const int MaxTop = 999;

    /// <summary>A page where the caller says nothing: more than a real tenant has, since many tools follow no link. [I]</summary>
    public const int DefaultPageSize = 1000;

    /// <summary>Null when every entity is wanted.</summary>
    public FilterExpression? Filter { get; init; }

    /// <summary>Empty for the order of keys, which decides between equals in any order.</summary>
    public IReadOnlyList<OrderByTerm> OrderBy { get; init; } = [];

    public int Skip { get; init; }

    /// <summary><c>$top</c>; Graph takes it for the size of a page.</summary>
    public int? Top { get; init; }

    /// <summary>Of the <c>Prefer</c> header.</summary>
    public int? PreferredPageSize { get; init; }

    public bool IncludeCount { get; init; }

    /// <summary>Null for the first page.</summary>
    public SkipToken? SkipToken { get; init; }

    /// <summary>What a token must have been made for, to be good for this.</summary>
    public string QueryIdentity { get; init; } = "";

    private int PageSize => Math.Min(Math.Min(Top ?? DefaultPageSize, PreferredPageSize ?? DefaultPageSize), SkipToken?.PageSize ?? DefaultPageSize);

    /// <summary>Whether a page follows from the keys alone.</summary>
    private bool CanPageByKey => Filter is null && OrderBy.Count == 0 && Skip == 0;

    /// <summary>A page of a set that is at hand.</summary>
    /// <param name="entities">In any order.</param>
    public CollectionPage<T> CreatePage<T>(EntitySet<T> set, IEnumerable<T> entities)
    {
        var admitted = ApplyFilter(entities, set.Accessor);
        var places = admitted.Select(entity => (Entity: entity, Place: SortKey.Create(entity, OrderBy, set.Accessor)));
        var found = places.Where(each => SkipToken is null || each.Place.CompareTo(SkipToken.After, OrderBy) > 0)
            // Sorts no more than it takes.
            .OrderBy(each => each.Place, Comparer<SortKey>.Create((one, other) => one.CompareTo(other, OrderBy)))
            .Skip(Skip).Take(PageSize + 1);
        return CreatePage(set, [.. found.Select(each => each.Entity)], IncludeCount ? admitted.Count : null);
    }

    /// <summary>A page of a set of which no more is fetched than the page needs.</summary>
    public async ValueTask<CollectionPage<T>> CreatePageAsync<T>(EntitySource<T> source) => CanPageByKey
        ? CreatePage(source.Set, await source.ListAfterAsync(SkipToken?.After.Key, PageSize + 1), IncludeCount ? await source.CountAsync() : null)
        : CreatePage(source.Set, await source.ListAllAsync());

    public int Count<T>(EntitySet<T> set, IReadOnlyList<T> entities) => ApplyFilter(entities, set.Accessor).Count;

    public async ValueTask<int> CountAsync<T>(EntitySource<T> source) =>
        Filter is null ? await source.CountAsync() : Count(source.Set, await source.ListAllAsync());

    public static ValueTask<CollectionQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<CollectionQuery>());

    /// <param name="found">One more than the page has, if there is one more.</param>
    private CollectionPage<T> CreatePage<T>(EntitySet<T> set, IReadOnlyList<T> found, int? count)
    {
        var hasMore = found.Count > PageSize;
        return new CollectionPage<T>(set.Context, hasMore ? [.. found.Take(PageSize)] : found)
        {
            Count = count,
            PreferredPageSize = PreferredPageSize,
            NextSkipToken = hasMore ? new SkipToken(SortKey.Create(found[PageSize - 1], OrderBy, set.Accessor), PreferredPageSize ?? SkipToken?.PageSize).Encode(QueryIdentity) : null,
        };
    }

    private IReadOnlyList<T> ApplyFilter<T>(IEnumerable<T> entities, EntityAccessor<T> shape) => Filter is { } filter
        ? [.. entities.Where(entity => filter.IsMatch(property => shape.GetValue(entity, property)))]
        : [.. entities];
}
