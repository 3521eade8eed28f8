using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>Entries in memory.</summary>
/// <param name="maxCount">The maximum number of entries of a tenant.</param>
internal sealed class InMemoryJournalStore(int maxCount) : IJournalStore
{
    /// <summary>How much is freed at once. Finding the largest tenant takes time in proportion to the number of tenants.</summary>
    private const long EvictionMargin = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, TenantEntries> _tenants = [];
    private readonly Dictionary<long, JournalEntry> _entries = [];
    private readonly SortedSet<long> _numbers = [];
    private readonly AppendSignal _signal = new();
    private long _size;
    private long _lastNumber;

    public ValueTask AppendAsync(JournalEntry entry)
    {
        lock (_lock)
        {
            if (!_tenants.TryGetValue(entry.Tenant, out var tenant))
                _tenants[entry.Tenant] = tenant = new TenantEntries();
            entry.AssignNumber(++_lastNumber, tenant.LastPosition += 1);
            tenant.Numbers.Add(entry.Number);
            tenant.Size += entry.Size;
            _numbers.Add(entry.Number);
            _entries.Add(entry.Number, entry);
            _size += entry.Size;
            if (tenant.Numbers.Count > maxCount)
                RemoveOldest(tenant);
            if (_size > IJournalStore.MaxSize)
                Evict();
        }

        _signal.Notify();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var numbers = scope == TenantId.Global ? _numbers : _tenants.GetValueOrDefault(scope)?.Numbers;
            return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(
                numbers is null || after >= _lastNumber ? [] : [.. numbers.GetViewBetween(after + 1, long.MaxValue).Take(maxCount).Select(number => _entries[number])]);
        }
    }

    public ValueTask<long> ReadLastNumberAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Volatile.Read(ref _lastNumber));

    public ValueTask ClearAsync(TenantId scope)
    {
        lock (_lock)
        {
            foreach (var tenant in _tenants.Keys.Where(tenant => scope == TenantId.Global || tenant == scope).ToList())
            {
                while (_tenants[tenant].Numbers.Count > 0)
                    RemoveOldest(_tenants[tenant]);
                _tenants.Remove(tenant);
            }
        }

        return ValueTask.CompletedTask;
    }

    public Task WaitForAppendAsync() => _signal.WaitAsync();

    private void Evict()
    {
        while (_size > IJournalStore.MaxSize - EvictionMargin)
        {
            var (tenant, largest) = _tenants.MaxBy(pair => pair.Value.Size);
            var average = _size / _tenants.Count;
            do
                RemoveOldest(largest);
            while (largest.Size >= average && largest.Numbers.Count > 0 && _size > IJournalStore.MaxSize - EvictionMargin);
            if (largest.Numbers.Count == 0)
                _tenants.Remove(tenant);
        }
    }

    private void RemoveOldest(TenantEntries tenant)
    {
        var number = tenant.Numbers.Min;
        _entries.Remove(number, out var oldest);
        _numbers.Remove(number);
        tenant.Numbers.Remove(number);
        tenant.Size -= oldest!.Size;
        _size -= oldest.Size;
    }

    private sealed class TenantEntries
    {
        public SortedSet<long> Numbers { get; } = [];

        public long LastPosition { get; set; }

        public long Size { get; set; }
    }
}
