using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>
/// Eventual consistency: what a request writes while <see cref="SetDelay"/> is in force is there for the next writer at once, and for
/// readers only when the tenant's clock has gone on by the delay. Policies and key sets alone; a snapshot and whatever replaces all that
/// a tenant holds know nothing of it.
/// </summary>
internal sealed class EventuallyConsistentStore(ITenantStore store, TenantClocks clocks) : ITenantStore
{
    /// <summary>Of a tenant. Beyond, the oldest write is seen early.</summary>
    private const int MaxPendingWrites = 1000;

    private readonly AsyncLocal<TimeSpan?> _delay = new();

    /// <summary>What readers still see instead, the oldest write first.</summary>
    private readonly ConcurrentDictionary<TenantId, ImmutableList<PreviousVersion>> _previousVersions = new();

    /// <summary>For all that the calling method still awaits, and nothing else.</summary>
    public void SetDelay(TimeSpan delay) => _delay.Value = delay;

    public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant) ? FindVisibleAsync<T>(tenant, id) : store.FindAsync<T>(tenant, id);

    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord
    {
        var records = await store.ListAsync<T>(tenant);
        if (!IsDelayed<T>() || !_previousVersions.ContainsKey(tenant))
            return records;
        var seen = records.ToImmutableSortedDictionary(record => record.Id, record => record, StringComparer.OrdinalIgnoreCase);
        // The oldest write is asked first, so it is the last to have its say.
        foreach (var earlier in Enumerable.Reverse(await GetPreviousVersionsAsync<T>(tenant)))
            seen = earlier.Record is T record ? seen.SetItem(earlier.Id, record) : seen.Remove(earlier.Id);
        return [.. seen.Values];
    }

    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant)
            ? [.. (await ListAsync<T>(tenant)).Where(record => IsAfter(record, range.After)).Take(range.MaxCount)]
            : await store.ListAsync<T>(tenant, range);

    public async ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord =>
        IsDelayed<T>() && _previousVersions.ContainsKey(tenant) ? (await ListAsync<T>(tenant)).Count : await store.CountAsync<T>(tenant);

    public async ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord
    {
        var changed = await store.ChangeAsync(tenant, id, transition);
        if (changed.Error is null)
            await KeepPreviousAsync(tenant, id, changed.Value.Before);
        return changed;
    }

    public async ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord
    {
        var removed = await store.RemoveAsync<T>(tenant, id);
        if (removed is not null)
            await KeepPreviousAsync(tenant, id, removed);
        return removed;
    }

    public ValueTask<bool> HasRecordsAsync(TenantId tenant) => store.HasRecordsAsync(tenant);

    public ValueTask<bool> HasCapacityAsync(TenantId tenant) => store.HasCapacityAsync(tenant);

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync() => store.ListTenantsAsync();

    public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => store.ListAllAsync(tenant);

    public async ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition)
    {
        var refusal = await store.ChangeAllAsync(tenant, transition);
        if (refusal is null)
            _previousVersions.TryRemove(tenant, out _);
        return refusal;
    }

    private static bool IsDelayed<T>() => typeof(T) == typeof(StoredPolicy) || typeof(T) == typeof(KeySet);

    private static bool IsAfter(ITenantRecord record, string? id) => id is null || StringComparer.OrdinalIgnoreCase.Compare(record.Id, id) > 0;

    private async ValueTask KeepPreviousAsync<T>(TenantId tenant, string id, T? before)
        where T : class, ITenantRecord
    {
        if (!IsDelayed<T>() || _delay.Value is not { } delay)
            return;
        var earlier = new PreviousVersion(typeof(T), id, before, await clocks.GetUtcNowAsync(tenant) + delay);
        _previousVersions.AddOrUpdate(tenant, [earlier], (_, known) => (known.Count < MaxPendingWrites ? known : known.RemoveAt(0)).Add(earlier));
    }

    private async ValueTask<T?> FindVisibleAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord =>
        (await GetPreviousVersionsAsync<T>(tenant)).Find(earlier => earlier.Matches<T>(id)) is { } hidden ? hidden.Record as T : await store.FindAsync<T>(tenant, id);

    /// <summary>What is still hidden, and forgets the rest.</summary>
    private async ValueTask<ImmutableList<PreviousVersion>> GetPreviousVersionsAsync<T>(TenantId tenant)
        where T : class, ITenantRecord
    {
        var now = await clocks.GetUtcNowAsync(tenant);
        if (!_previousVersions.TryGetValue(tenant, out var known))
            return [];
        var hidden = known.RemoveAll(earlier => earlier.Until <= now);
        if (hidden.IsEmpty)
            _previousVersions.TryRemove(KeyValuePair.Create(tenant, known));
        else if (hidden.Count < known.Count)
            _previousVersions.TryUpdate(tenant, hidden, known);
        return hidden.FindAll(earlier => earlier.Kind == typeof(T));
    }

    /// <param name="Record">Null where there was none.</param>
    private sealed record PreviousVersion(Type Kind, string Id, ITenantRecord? Record, DateTimeOffset Until)
    {
        public bool Matches<T>(string id) => Kind == typeof(T) && Id.Equals(id, StringComparison.OrdinalIgnoreCase);
    }
}
