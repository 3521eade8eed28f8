using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// The journal: of each tenant the newest exchanges, and of all tenants no more than fit. When there is no room, the tenant that takes
/// most of it loses its oldest: one test's noise does not push out another's exchanges.
/// </summary>
internal sealed class RequestJournal(int size)
{
    /// <summary>In bytes, for all tenants together.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>Made free at once, so that the largest tenant is not looked for each time.</summary>
    private const long EvictionMargin = 1024 * 1024;

    /// <summary>At a time, for all tenants together.</summary>
    private const int MaxSubscriptions = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, TenantEntries> _entriesByTenant = [];
    private readonly List<JournalSubscription> _subscriptions = [];
    private readonly RetryAfterMonitor _retryMonitor = new();
    private long _bytes;
    private long _lastNumber;

    /// <param name="arrived">When the request came, by the server's own clock.</param>
    /// <param name="answered">When its answer was ready, by the same.</param>
    public void Add(JournalEntry entry, DateTimeOffset arrived, DateTimeOffset answered)
    {
        var warning = _retryMonitor.Check(entry, arrived, answered);
        var taken = entry.Size;
        lock (_lock)
        {
            entry.AssignNumber(++_lastNumber, warning);
            if (!_entriesByTenant.TryGetValue(entry.Tenant, out var shelf))
                _entriesByTenant[entry.Tenant] = shelf = new TenantEntries();
            shelf.Add(entry, taken);
            _bytes += taken;
            if (shelf.Count > size)
                _bytes -= shelf.RemoveOldest();
            if (_bytes > MaxBytes)
                Evict();
            foreach (var follower in _subscriptions)
                follower.Write(entry);
        }
    }

    /// <summary>Oldest first.</summary>
    /// <param name="scope">Everyone: of all tenants, and of none.</param>
    public IReadOnlyList<JournalEntry> List(TenantId scope)
    {
        lock (_lock)
            return GetEntries(scope);
    }

    public JournalEntry? Find(TenantId scope, long number) => List(scope).FirstOrDefault(entry => entry.Number == number);

    /// <summary>Forgets a tenant's exchanges, or, for everyone, all. Numbers go on where they were.</summary>
    public void Clear(TenantId tenant)
    {
        lock (_lock)
        {
            _retryMonitor.Clear(tenant);
            foreach (var (cleared, shelf) in tenant == TenantId.Global ? [.. _entriesByTenant] : _entriesByTenant.Where(pair => pair.Key == tenant).ToList())
            {
                _bytes -= shelf.Bytes;
                _entriesByTenant.Remove(cleared);
            }
        }
    }

    /// <summary>Follows what is written from now on; null when too many do. It begins with what is there already and newer than <paramref name="since"/>.</summary>
    /// <param name="since">The number of an exchange; null for none of the old ones.</param>
    public JournalSubscription? Subscribe(TenantId scope, long? since)
    {
        lock (_lock)
        {
            if (_subscriptions.Count >= MaxSubscriptions)
                return null;
            var follower = new JournalSubscription(scope, _lastNumber);
            foreach (var entry in since is null ? [] : GetEntries(scope).Where(entry => entry.Number > since))
                follower.Write(entry);
            _subscriptions.Add(follower);
            return follower;
        }
    }

    public void Unsubscribe(JournalSubscription follower)
    {
        lock (_lock)
            _subscriptions.Remove(follower);
    }

    private IReadOnlyList<JournalEntry> GetEntries(TenantId scope) => scope == TenantId.Global
        ? [.. _entriesByTenant.Values.SelectMany(shelf => shelf.Entries).OrderBy(entry => entry.Number)]
        : _entriesByTenant.TryGetValue(scope, out var shelf) ? [.. shelf.Entries] : [];

    private void Evict()
    {
        while (_bytes > MaxBytes - EvictionMargin)
        {
            var (tenant, largest) = _entriesByTenant.MaxBy(pair => pair.Value.Bytes);
            var fair = _bytes / _entriesByTenant.Count;
            do
                _bytes -= largest.RemoveOldest();
            while (largest.Bytes >= fair && largest.Count > 0 && _bytes > MaxBytes - EvictionMargin);
            if (largest.Count == 0)
                _entriesByTenant.Remove(tenant);
        }
    }

    /// <summary>What is kept of one tenant.</summary>
    private sealed class TenantEntries
    {
        private readonly Queue<(JournalEntry Entry, long Size)> _entries = new();

        public int Count => _entries.Count;

        public long Bytes { get; private set; }

        public IEnumerable<JournalEntry> Entries => _entries.Select(held => held.Entry);

        public void Add(JournalEntry entry, long size)
        {
            _entries.Enqueue((entry, size));
            Bytes += size;
        }

        /// <summary>Gives what it took.</summary>
        public long RemoveOldest()
        {
            var (_, size) = _entries.Dequeue();
            Bytes -= size;
            return size;
        }
    }
}
