using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// Keeps the newest entries of each tenant. All tenants together have a memory limit: when it is reached, the tenant that uses most memory
/// loses its oldest entries, so that a busy tenant does not displace the entries of others.
/// </summary>
/// <param name="size">The maximum number of entries of a tenant.</param>
internal sealed class RequestJournal(int size)
{
    /// <summary>For all tenants together.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>How much is freed at once. Finding the largest tenant takes time in proportion to the number of tenants.</summary>
    private const long EvictionMargin = 1024 * 1024;

    /// <summary>For all tenants together.</summary>
    private const int MaxSubscriptions = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, TenantEntries> _tenants = [];
    private readonly Dictionary<long, JournalEntry> _entries = [];
    private readonly List<JournalSubscription> _subscriptions = [];
    private readonly RetryAfterMonitor _retryMonitor = new();
    private long _bytes;
    private long _lastNumber;

    /// <param name="receivedAt">When the request was received, by the server's clock.</param>
    /// <param name="completedAt">When the response was complete, by the server's clock.</param>
    public void Add(JournalEntry entry, DateTimeOffset receivedAt, DateTimeOffset completedAt)
    {
        lock (_lock)
        {
            entry.AssignNumber(++_lastNumber, _retryMonitor.Check(entry, receivedAt, completedAt));
            if (!_tenants.TryGetValue(entry.Tenant, out var tenant))
                _tenants[entry.Tenant] = tenant = new TenantEntries();
            tenant.Add(entry);
            _entries.Add(entry.Number, entry);
            _bytes += entry.Size;
            if (tenant.Count > size)
                RemoveOldest(tenant);
            if (_bytes > MaxBytes)
                Evict();
            foreach (var subscription in _subscriptions)
                subscription.Write(entry);
        }
    }

    /// <summary>Returns the entries, oldest first.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    public IReadOnlyList<JournalEntry> List(TenantId scope)
    {
        lock (_lock)
            return GetEntries(scope);
    }

    /// <summary>Returns null when the entry was removed or belongs to another tenant.</summary>
    public JournalEntry? Find(TenantId scope, long number)
    {
        lock (_lock)
            return _entries.TryGetValue(number, out var entry) && (scope == TenantId.Global || entry.Tenant == scope) ? entry : null;
    }

    /// <summary>Deletes entries. Numbering continues.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    public void Clear(TenantId scope)
    {
        lock (_lock)
        {
            _retryMonitor.Clear(scope);
            foreach (var tenant in _tenants.Keys.Where(tenant => scope == TenantId.Global || tenant == scope).ToList())
            {
                while (_tenants[tenant].Count > 0)
                    RemoveOldest(_tenants[tenant]);
                _tenants.Remove(tenant);
            }
        }
    }

    /// <summary>Subscribes to new entries. Returns null when the maximum number of subscriptions is reached.</summary>
    /// <param name="since">Includes existing entries with a higher number; null for new entries only.</param>
    public JournalSubscription? Subscribe(TenantId scope, long? since)
    {
        lock (_lock)
        {
            if (_subscriptions.Count >= MaxSubscriptions)
                return null;
            var subscription = new JournalSubscription(this, scope, _lastNumber);
            foreach (var entry in since is null ? [] : GetEntries(scope).Where(entry => entry.Number > since))
                subscription.Write(entry);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public void Unsubscribe(JournalSubscription subscription)
    {
        lock (_lock)
            _subscriptions.Remove(subscription);
    }

    private IReadOnlyList<JournalEntry> GetEntries(TenantId scope) => scope == TenantId.Global
        ? [.. _tenants.Values.SelectMany(tenant => tenant.Entries).OrderBy(entry => entry.Number)]
        : _tenants.TryGetValue(scope, out var tenant) ? [.. tenant.Entries] : [];

    private void Evict()
    {
        while (_bytes > MaxBytes - EvictionMargin)
        {
            var (tenant, largest) = _tenants.MaxBy(pair => pair.Value.Bytes);
            var average = _bytes / _tenants.Count;
            do
                RemoveOldest(largest);
            while (largest.Bytes >= average && largest.Count > 0 && _bytes > MaxBytes - EvictionMargin);
            if (largest.Count == 0)
                _tenants.Remove(tenant);
        }
    }

    private void RemoveOldest(TenantEntries tenant)
    {
        var oldest = tenant.RemoveOldest();
        _entries.Remove(oldest.Number);
        _bytes -= oldest.Size;
    }

    /// <summary>The entries of one tenant, oldest first.</summary>
    private sealed class TenantEntries
    {
        private readonly Queue<JournalEntry> _entries = new();

        public IEnumerable<JournalEntry> Entries => _entries;

        public int Count => _entries.Count;

        public long Bytes { get; private set; }

        public void Add(JournalEntry entry)
        {
            _entries.Enqueue(entry);
            Bytes += entry.Size;
        }

        public JournalEntry RemoveOldest()
        {
            var oldest = _entries.Dequeue();
            Bytes -= oldest.Size;
            return oldest;
        }
    }
}
