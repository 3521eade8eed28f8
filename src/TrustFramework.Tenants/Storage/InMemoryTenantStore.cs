using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>
/// State that lives as long as the process. Every operation completes at once; readers never wait for writers. What a tenant holds is
/// one immutable value, and whoever changes it tries again when another was quicker.
/// </summary>
/// <param name="maxTenants">How many tenants may hold something; what holds for everyone is not counted.</param>
public sealed class InMemoryTenantStore(int maxTenants = int.MaxValue) : ITenantStore
{
    private readonly ConcurrentDictionary<TenantId, TenantState> _tenants = new();
    private readonly Lock _tenantCreationLock = new();

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(FindTable(tenant, typeof(T))?.Find(id) as T);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>(FindTable(tenant, typeof(T)) is { } shelf ? [.. shelf.Records.Cast<T>()] : []);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>(FindTable(tenant, typeof(T)) is { } shelf ? [.. shelf.From(range).Cast<T>()] : []);

    public ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(FindTable(tenant, typeof(T))?.Count ?? 0);

    public ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var holding = GetState(tenant);
            var shelf = holding.GetTable(typeof(T));
            var before = shelf.Find(id) as T;
            var after = transition(before, shelf.Count);
            if (after.Error is null && IsAtTenantLimit(tenant, holding))
                return ValueTask.FromResult<Result<Change<T>, Refusal>>(new Refusal.TooManyTenants(maxTenants));
            if (after.Error is not null || TrySet(tenant, holding, holding.With(typeof(T), shelf.With(id, after.Value))))
                return ValueTask.FromResult(after.Map(changed => new Change<T>(before, changed)));
        }
    }

    public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var holding = GetState(tenant);
            var shelf = holding.GetTable(typeof(T));
            var removed = shelf.Find(id) as T;
            if (removed is null || TrySet(tenant, holding, holding.With(typeof(T), shelf.Without(id))))
                return ValueTask.FromResult(removed);
        }
    }

    public ValueTask<bool> HasRecordsAsync(TenantId tenant) => ValueTask.FromResult(_tenants.ContainsKey(tenant));

    public ValueTask<bool> HasCapacityAsync(TenantId tenant) => ValueTask.FromResult(!IsAtTenantLimit(tenant, GetState(tenant)));

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync() =>
        ValueTask.FromResult<IReadOnlyList<TenantId>>([.. _tenants.Keys.OrderBy(tenant => tenant.Value)]);

    public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => ValueTask.FromResult(GetState(tenant).Records);

    public ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition)
    {
        while (true)
        {
            var holding = GetState(tenant);
            var after = TenantState.FromRecords(transition(holding.Records));
            if (!after.IsEmpty && IsAtTenantLimit(tenant, holding))
                return ValueTask.FromResult<Refusal?>(new Refusal.TooManyTenants(maxTenants));
            if (TrySet(tenant, holding, after))
                return ValueTask.FromResult<Refusal?>(null);
        }
    }

    /// <summary>Null where the tenant holds nothing of a kind.</summary>
    private RecordTable? FindTable(TenantId tenant, Type kind) =>
        _tenants.TryGetValue(tenant, out var holding) && holding.GetTable(kind) is { IsEmpty: false } shelf ? shelf : null;

    private TenantState GetState(TenantId tenant) => _tenants.GetValueOrDefault(tenant, TenantState.Empty);

    /// <summary>False when somebody else was quicker. A tenant that holds nothing takes no room.</summary>
    private bool TrySet(TenantId tenant, TenantState before, TenantState after) => (before.IsEmpty, after.IsEmpty) switch
    {
        (true, true) => true,
        (true, false) => TryAddTenant(tenant, after),
        (false, true) => _tenants.TryRemove(KeyValuePair.Create(tenant, before)),
        (false, false) => _tenants.TryUpdate(tenant, after, before),
    };

    /// <summary>One after the other, so that they are counted.</summary>
    private bool TryAddTenant(TenantId tenant, TenantState holding)
    {
        lock (_tenantCreationLock)
            return !IsAtTenantLimit(tenant, TenantState.Empty) && _tenants.TryAdd(tenant, holding);
    }

    private bool IsAtTenantLimit(TenantId tenant, TenantState holding) =>
        holding.IsEmpty && tenant != TenantId.Global && _tenants.Count - (_tenants.ContainsKey(TenantId.Global) ? 1 : 0) >= maxTenants;

    /// <summary>What one tenant holds: a shelf of records for each kind.</summary>
    private sealed class TenantState(ImmutableDictionary<Type, RecordTable> shelves)
    {
        public static TenantState Empty { get; } = new(ImmutableDictionary<Type, RecordTable>.Empty);

        public bool IsEmpty => shelves.IsEmpty;

        public IReadOnlyList<ITenantRecord> Records => [.. shelves.Values.SelectMany(shelf => shelf.Records)];

        public static TenantState FromRecords(IEnumerable<ITenantRecord> records) => new(records.GroupBy(record => record.GetType())
            .ToImmutableDictionary(kind => kind.Key, Storage.RecordTable.From));

        public RecordTable GetTable(Type kind) => shelves.GetValueOrDefault(kind, Storage.RecordTable.Empty);

        public TenantState With(Type kind, RecordTable shelf) => new(shelf.IsEmpty ? shelves.Remove(kind) : shelves.SetItem(kind, shelf));
    }
}
