using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>
/// State that lives as long as the process. Every operation completes at once; readers never wait for writers. What a tenant holds is
/// one immutable value, and whoever changes it tries again when another was quicker.
/// </summary>
/// <param name="maxTenants">How many tenants may hold something; what holds for everyone is not counted.</param>
public sealed class InMemoryTenantStore(int maxTenants = int.MaxValue) : ITenantStore
{
    private readonly ConcurrentDictionary<TenantId, Holding> _holdings = new();
    private readonly Lock _births = new();

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(Held(tenant, typeof(T))?.Find(id) as T);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>(Held(tenant, typeof(T)) is { } shelf ? [.. shelf.Records.Cast<T>()] : []);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, Stretch stretch)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>(Held(tenant, typeof(T)) is { } shelf ? [.. shelf.Of(stretch).Cast<T>()] : []);

    public ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(Held(tenant, typeof(T))?.Count ?? 0);

    public ValueTask<Outcome<Change<T>>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var holding = Of(tenant);
            var shelf = holding.Shelf(typeof(T));
            var before = shelf.Find(id) as T;
            var after = transition(before, shelf.Count);
            if (after.Refusal is null && IsFullFor(tenant, holding))
                return ValueTask.FromResult<Outcome<Change<T>>>(new Refusal.TooManyTenants(maxTenants));
            if (after.Refusal is not null || TrySet(tenant, holding, holding.With(typeof(T), shelf.With(id, after.Value))))
                return ValueTask.FromResult(after.Map(changed => new Change<T>(before, changed)));
        }
    }

    public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var holding = Of(tenant);
            var shelf = holding.Shelf(typeof(T));
            var removed = shelf.Find(id) as T;
            if (removed is null || TrySet(tenant, holding, holding.With(typeof(T), shelf.Without(id))))
                return ValueTask.FromResult(removed);
        }
    }

    public ValueTask<bool> HoldsAsync(TenantId tenant) => ValueTask.FromResult(_holdings.ContainsKey(tenant));

    public ValueTask<bool> HasRoomAsync(TenantId tenant) => ValueTask.FromResult(!IsFullFor(tenant, Of(tenant)));

    public ValueTask<IReadOnlyList<TenantId>> TenantsAsync() =>
        ValueTask.FromResult<IReadOnlyList<TenantId>>([.. _holdings.Keys.OrderBy(tenant => tenant.Value)]);

    public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => ValueTask.FromResult(Of(tenant).All);

    public ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition)
    {
        while (true)
        {
            var holding = Of(tenant);
            var after = Holding.Of(transition(holding.All));
            if (!after.IsEmpty && IsFullFor(tenant, holding))
                return ValueTask.FromResult<Refusal?>(new Refusal.TooManyTenants(maxTenants));
            if (TrySet(tenant, holding, after))
                return ValueTask.FromResult<Refusal?>(null);
        }
    }

    /// <summary>Null where the tenant holds nothing of a kind.</summary>
    private Shelf? Held(TenantId tenant, Type kind) =>
        _holdings.TryGetValue(tenant, out var holding) && holding.Shelf(kind) is { IsEmpty: false } shelf ? shelf : null;

    private Holding Of(TenantId tenant) => _holdings.GetValueOrDefault(tenant, Holding.Empty);

    /// <summary>False when somebody else was quicker. A tenant that holds nothing takes no room.</summary>
    private bool TrySet(TenantId tenant, Holding before, Holding after) => (before.IsEmpty, after.IsEmpty) switch
    {
        (true, true) => true,
        (true, false) => TryBear(tenant, after),
        (false, true) => _holdings.TryRemove(KeyValuePair.Create(tenant, before)),
        (false, false) => _holdings.TryUpdate(tenant, after, before),
    };

    /// <summary>One after the other, so that they are counted.</summary>
    private bool TryBear(TenantId tenant, Holding holding)
    {
        lock (_births)
            return !IsFullFor(tenant, Holding.Empty) && _holdings.TryAdd(tenant, holding);
    }

    private bool IsFullFor(TenantId tenant, Holding holding) =>
        holding.IsEmpty && tenant != TenantId.Everyone && _holdings.Count - (_holdings.ContainsKey(TenantId.Everyone) ? 1 : 0) >= maxTenants;

    /// <summary>What one tenant holds: a shelf of records for each kind.</summary>
    private sealed class Holding(ImmutableDictionary<Type, Shelf> shelves)
    {
        public static Holding Empty { get; } = new(ImmutableDictionary<Type, Shelf>.Empty);

        public bool IsEmpty => shelves.IsEmpty;

        public IReadOnlyList<ITenantRecord> All => [.. shelves.Values.SelectMany(shelf => shelf.Records)];

        public static Holding Of(IEnumerable<ITenantRecord> records) => new(records.GroupBy(record => record.GetType())
            .ToImmutableDictionary(kind => kind.Key, Storage.Shelf.Of));

        public Shelf Shelf(Type kind) => shelves.GetValueOrDefault(kind, Storage.Shelf.Empty);

        public Holding With(Type kind, Shelf shelf) => new(shelf.IsEmpty ? shelves.Remove(kind) : shelves.SetItem(kind, shelf));
    }
}
