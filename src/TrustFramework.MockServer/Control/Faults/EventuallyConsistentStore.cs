using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>
/// Emulates eventual consistency for policies and key sets. A write through a view of <see cref="WithWriteDelay"/> is stored at once, so
/// that the next writer finds it. Readers see the previous version until the delay has passed on the tenant's clock. Snapshots and
/// operations that replace all records of a tenant ignore delayed writes.
/// </summary>
internal sealed class EventuallyConsistentStore : ITenantStore
{
    /// <summary>Per tenant. Beyond this number, the oldest write becomes visible early.</summary>
    private const int MaxPendingWrites = 1000;

    private readonly ITenantStore _store;
    private readonly TenantClocks _clocks;

    /// <summary>Null when writes are visible at once.</summary>
    private readonly TimeSpan? _writeDelay;

    /// <summary>What readers see instead of the stored records, the oldest write first. All views share it.</summary>
    private readonly ConcurrentDictionary<TenantId, ImmutableList<PreviousVersion>> _previousVersions;

    public EventuallyConsistentStore(ITenantStore store, TenantClocks clocks)
        : this(store, clocks, [], writeDelay: null)
    {
    }

    private EventuallyConsistentStore(
        ITenantStore store, TenantClocks clocks, ConcurrentDictionary<TenantId, ImmutableList<PreviousVersion>> previousVersions, TimeSpan? writeDelay) =>
        (_store, _clocks, _previousVersions, _writeDelay) = (store, clocks, previousVersions, writeDelay);

    /// <summary>A view of the same state whose writes become visible after the delay.</summary>
    public EventuallyConsistentStore WithWriteDelay(TimeSpan delay) => new(_store, _clocks, _previousVersions, delay);

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant) ? FindVisibleAsync<T>(tenant, id) : _store.FindAsync<T>(tenant, id);

    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord
    {
        var records = await _store.ListAsync<T>(tenant);
        if (!IsDelayed<T>() || !_previousVersions.ContainsKey(tenant))
            return records;
        var visible = records.ToImmutableSortedDictionary(record => record.Id, record => record, StringComparer.OrdinalIgnoreCase);
        // The oldest write comes last, because readers see the version before it.
        foreach (var earlier in Enumerable.Reverse(await GetPreviousVersionsAsync<T>(tenant)))
            visible = earlier.Record is T record ? visible.SetItem(earlier.Id, record) : visible.Remove(earlier.Id);
        return [.. visible.Values];
    }

    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant)
            ? [.. (await ListAsync<T>(tenant)).Where(record => IsAfter(record, range.After)).Take(range.MaxCount)]
            : await _store.ListAsync<T>(tenant, range);

    public async ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant) ? (await ListAsync<T>(tenant)).Count : await _store.CountAsync<T>(tenant);

    public async ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord
    {
        var changed = await _store.ChangeAsync(tenant, id, transition);
        if (changed.Error is null)
            await KeepPreviousAsync(tenant, id, changed.Value.Before);
        return changed;
    }

    public async ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord
    {
        var removed = await _store.RemoveAsync<T>(tenant, id);
        if (removed is not null)
            await KeepPreviousAsync(tenant, id, removed);
        return removed;
    }

    public ValueTask<bool> HasRecordsAsync(TenantId tenant) => _store.HasRecordsAsync(tenant);

    public ValueTask<bool> HasCapacityAsync(TenantId tenant) => _store.HasCapacityAsync(tenant);

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync() => _store.ListTenantsAsync();

    public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => _store.ListAllAsync(tenant);

    public async ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition)
    {
        var refusal = await _store.ChangeAllAsync(tenant, transition);
        if (refusal is null)
            _previousVersions.TryRemove(tenant, out _);
        return refusal;
    }

    private static bool IsDelayed<T>() => typeof(T) == typeof(StoredPolicy) || typeof(T) == typeof(KeySet);

    private static bool IsAfter(ITenantRecord record, string? id) => id is null || StringComparer.OrdinalIgnoreCase.Compare(record.Id, id) > 0;

    private async ValueTask KeepPreviousAsync<T>(TenantId tenant, string id, T? before)
        where T : class, ITenantRecord
    {
        if (!IsDelayed<T>() || _writeDelay is not { } delay)
            return;
        var earlier = new PreviousVersion(typeof(T), id, before, await _clocks.GetUtcNowAsync(tenant) + delay);
        _previousVersions.AddOrUpdate(tenant, [earlier], (_, pending) => (pending.Count < MaxPendingWrites ? pending : pending.RemoveAt(0)).Add(earlier));
    }

    private async ValueTask<T?> FindVisibleAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        (await GetPreviousVersionsAsync<T>(tenant)).Find(earlier => earlier.Matches<T>(id)) is { } hidden ? hidden.Record as T : await _store.FindAsync<T>(tenant, id);

    /// <summary>The versions of one kind that readers still see. Removes those whose delay has passed.</summary>
    private async ValueTask<ImmutableList<PreviousVersion>> GetPreviousVersionsAsync<T>(TenantId tenant)
        where T : class, ITenantRecord
    {
        var now = await _clocks.GetUtcNowAsync(tenant);
        if (!_previousVersions.TryGetValue(tenant, out var all))
            return [];
        var current = all.RemoveAll(earlier => earlier.Until <= now);
        if (current.IsEmpty)
            _previousVersions.TryRemove(KeyValuePair.Create(tenant, all));
        else if (current.Count < all.Count)
            _previousVersions.TryUpdate(tenant, current, all);
        return current.FindAll(earlier => earlier.Kind == typeof(T));
    }

    /// <param name="Record">Null when the record did not exist.</param>
    private sealed record PreviousVersion(Type Kind, string Id, ITenantRecord? Record, DateTimeOffset Until)
    {
        public bool Matches<T>(string id) => Kind == typeof(T) && Id.Equals(id, StringComparison.OrdinalIgnoreCase);
    }
}
