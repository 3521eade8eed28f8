using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>
/// State that lives as long as the process. Every operation completes synchronously, and readers never wait for writers. The state of a tenant
/// is one immutable value; a writer tries again when another writer replaced it first.
/// </summary>
/// <param name="maxTenants">How many tenants may contain records. <see cref="TenantId.Global"/> does not count.</param>
public sealed class InMemoryTenantStore(int maxTenants = int.MaxValue) : ITenantStore
{
    private readonly ConcurrentDictionary<TenantId, TenantState> _tenants = new();
    private readonly Lock _tenantCreationLock = new();

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(GetTable(tenant, typeof(T)).Find(id) as T);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>([.. GetTable(tenant, typeof(T)).Records.Cast<T>()]);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>([.. GetTable(tenant, typeof(T)).From(range).Cast<T>()]);

    public ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(GetTable(tenant, typeof(T)).Count);

    public ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var state = GetState(tenant);
            var table = state.GetTable(typeof(T));
            var before = table.Find(id) as T;
            var after = transition(before, table.Count);
            if (after.Error is null && IsAtTenantLimit(tenant, state))
                return ValueTask.FromResult<Result<Change<T>, Refusal>>(new Refusal.TooManyTenants(maxTenants));
            if (after.Error is not null || TrySet(tenant, state, state.With(typeof(T), table.With(id, after.Value))))
                return ValueTask.FromResult(after.Map(changed => new Change<T>(before, changed)));
        }
    }

    public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord
    {
        while (true)
        {
            var state = GetState(tenant);
            var table = state.GetTable(typeof(T));
            var removed = table.Find(id) as T;
            if (removed is null || TrySet(tenant, state, state.With(typeof(T), table.Without(id))))
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
            var state = GetState(tenant);
            var after = TenantState.FromRecords(transition(state.Records));
            if (!after.IsEmpty && IsAtTenantLimit(tenant, state))
                return ValueTask.FromResult<Refusal?>(new Refusal.TooManyTenants(maxTenants));
            if (TrySet(tenant, state, after))
                return ValueTask.FromResult<Refusal?>(null);
        }
    }

    private RecordTable GetTable(TenantId tenant, Type kind) => GetState(tenant).GetTable(kind);

    private TenantState GetState(TenantId tenant) => _tenants.GetValueOrDefault(tenant, TenantState.Empty);

    /// <summary>Replaces the state. False when another writer was first. An empty state is not kept.</summary>
    private bool TrySet(TenantId tenant, TenantState before, TenantState after) => (before.IsEmpty, after.IsEmpty) switch
    {
        (true, true) => true,
        (true, false) => TryAddTenant(tenant, after),
        (false, true) => _tenants.TryRemove(KeyValuePair.Create(tenant, before)),
        (false, false) => _tenants.TryUpdate(tenant, after, before),
    };

    /// <summary>Under a lock, so that concurrent additions do not exceed the limit.</summary>
    private bool TryAddTenant(TenantId tenant, TenantState state)
    {
        lock (_tenantCreationLock)
            return !IsAtTenantLimit(tenant, TenantState.Empty) && _tenants.TryAdd(tenant, state);
    }

    private bool IsAtTenantLimit(TenantId tenant, TenantState state) =>
        state.IsEmpty && tenant != TenantId.Global && _tenants.Count - (_tenants.ContainsKey(TenantId.Global) ? 1 : 0) >= maxTenants;

    /// <summary>The records of one tenant, one table for each kind.</summary>
    private sealed class TenantState(ImmutableDictionary<Type, RecordTable> tables)
    {
        public static TenantState Empty { get; } = new(ImmutableDictionary<Type, RecordTable>.Empty);

        public bool IsEmpty => tables.IsEmpty;

        public IReadOnlyList<ITenantRecord> Records => [.. tables.Values.SelectMany(table => table.Records)];

        public static TenantState FromRecords(IEnumerable<ITenantRecord> records) => new(records.GroupBy(record => record.GetType())
            .ToImmutableDictionary(kind => kind.Key, RecordTable.From));

        public RecordTable GetTable(Type kind) => tables.GetValueOrDefault(kind, RecordTable.Empty);

        public TenantState With(Type kind, RecordTable table) => new(table.IsEmpty ? tables.Remove(kind) : tables.SetItem(kind, table));
    }
}
