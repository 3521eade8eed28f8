using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>State that lives as long as the process. Every operation completes at once; readers never wait for writers.</summary>
public sealed class InMemoryTenantStore : ITenantStore
{
    private readonly ConcurrentDictionary<(TenantId Tenant, Type Kind), Shelf> _shelves = new();

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(ShelfOf<T>(tenant)?.Records.GetValueOrDefault(id) as T);

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<T>>(ShelfOf<T>(tenant) is { } shelf ? [.. shelf.Records.Values.Cast<T>()] : []);

    public ValueTask<Outcome<Change<T>>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(_shelves.GetOrAdd((tenant, typeof(T)), static _ => new Shelf()).Change(id, transition));

    public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        ValueTask.FromResult(ShelfOf<T>(tenant)?.Remove<T>(id));

    private Shelf? ShelfOf<T>(TenantId tenant) => _shelves.GetValueOrDefault((tenant, typeof(T)));

    /// <summary>One tenant's records of one kind: an immutable map that writers replace, one writer at a time.</summary>
    private sealed class Shelf
    {
        private readonly Lock _writing = new();

        private volatile ImmutableSortedDictionary<string, ITenantRecord> _records =
            ImmutableSortedDictionary.Create<string, ITenantRecord>(StringComparer.OrdinalIgnoreCase);

        public ImmutableSortedDictionary<string, ITenantRecord> Records => _records;

        public Outcome<Change<T>> Change<T>(string id, Transition<T> transition)
            where T : class, ITenantRecord
        {
            lock (_writing)
            {
                var before = _records.GetValueOrDefault(id) as T;
                return transition(before, _records.Count).Map(after =>
                {
                    _records = _records.SetItem(id, after);
                    return new Change<T>(before, after);
                });
            }
        }

        public T? Remove<T>(string id)
            where T : class, ITenantRecord
        {
            lock (_writing)
            {
                var removed = _records.GetValueOrDefault(id) as T;
                _records = _records.Remove(id);
                return removed;
            }
        }
    }
}
