using System.Reflection;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Request feature, and a handler's parameter: which entities of a collection the caller wants, in which order, and how many at a time.</summary>
internal sealed record CollectionQuery : IBindableFromHttpContext<CollectionQuery>
{
    /// <summary>What <c>$top</c> may be: the directory's own bounds [O].</summary>
    public const int MostTop = 999;

    /// <summary>A page where the caller says nothing: more than a real tenant has, since many tools follow no link. [I]</summary>
    public const int ServerPage = 1000;

    /// <summary>Null when every entity is wanted.</summary>
    public Condition? Filter { get; init; }

    /// <summary>Empty for the order of keys, which decides between equals in any order.</summary>
    public IReadOnlyList<OrderTerm> Order { get; init; } = [];

    public int Skip { get; init; }

    /// <summary><c>$top</c>; Graph takes it for the size of a page.</summary>
    public int? Top { get; init; }

    /// <summary>Of the <c>Prefer</c> header.</summary>
    public int? Preferred { get; init; }

    public bool Counts { get; init; }

    /// <summary>Null for the first page.</summary>
    public Continuation? From { get; init; }

    /// <summary>What a token must have been made for, to be good for this.</summary>
    public string Question { get; init; } = "";

    private int PageSize => Math.Min(Math.Min(Top ?? ServerPage, Preferred ?? ServerPage), From?.PageSize ?? ServerPage);

    /// <summary>Whether a page follows from the keys alone.</summary>
    private bool GoesByKey => Filter is null && Order.Count == 0 && Skip == 0;

    /// <summary>A page of a set that is at hand.</summary>
    /// <param name="entities">In any order.</param>
    public Page<T> PageOf<T>(EntitySet<T> set, IEnumerable<T> entities)
    {
        var admitted = Admitted(entities, set.Shape);
        var places = admitted.Select(entity => (Entity: entity, Place: Place.Of(entity, Order, set.Shape)));
        var found = places.Where(each => From is null || each.Place.CompareTo(From.After, Order) > 0)
            // Sorts no more than it takes.
            .OrderBy(each => each.Place, Comparer<Place>.Create((one, other) => one.CompareTo(other, Order)))
            .Skip(Skip).Take(PageSize + 1);
        return PageOf(set, [.. found.Select(each => each.Entity)], Counts ? admitted.Count : null);
    }

    /// <summary>A page of a set of which no more is fetched than the page needs.</summary>
    public async ValueTask<Page<T>> PageOfAsync<T>(Source<T> source) => GoesByKey
        ? PageOf(source.Set, await source.Behind(From?.After.Key, PageSize + 1), Counts ? await source.Count() : null)
        : PageOf(source.Set, await source.All());

    public int CountOf<T>(EntitySet<T> set, IReadOnlyList<T> entities) => Admitted(entities, set.Shape).Count;

    public async ValueTask<int> CountOfAsync<T>(Source<T> source) =>
        Filter is null ? await source.Count() : CountOf(source.Set, await source.All());

    public static ValueTask<CollectionQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<CollectionQuery>());

    /// <param name="found">One more than the page has, if there is one more.</param>
    private Page<T> PageOf<T>(EntitySet<T> set, IReadOnlyList<T> found, int? count)
    {
        var hasMore = found.Count > PageSize;
        return new Page<T>(set.Context, hasMore ? [.. found.Take(PageSize)] : found)
        {
            Count = count,
            Preferred = Preferred,
            Next = hasMore ? new Continuation(Place.Of(found[PageSize - 1], Order, set.Shape), Preferred ?? From?.PageSize).ToToken(Question) : null,
        };
    }

    private IReadOnlyList<T> Admitted<T>(IEnumerable<T> entities, EntityShape<T> shape) => Filter is { } filter
        ? [.. entities.Where(entity => filter.Admits(property => shape.Read(entity, property)))]
        : [.. entities];
}
