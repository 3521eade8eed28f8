using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// The journal: of each tenant the newest exchanges, and of all tenants no more than fit. When there is no room, the tenant that takes
/// most of it loses its oldest: one test's noise does not push out another's exchanges.
/// </summary>
internal sealed class ExchangeLog(int size)
{
    /// <summary>In bytes, for all tenants together.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Made free at once, so that the largest tenant is not looked for each time.</summary>
    private const long Margin = 1024 * 1024;

    /// <summary>At a time, for all tenants together.</summary>
    private const int MostFollowers = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, Shelf> _shelves = [];
    private readonly List<JournalFollower> _followers = [];
    private readonly RetryWatch _retries = new();
    private long _bytes;
    private long _last;

    /// <param name="arrived">When the request came, by the server's own clock.</param>
    /// <param name="answered">When its answer was ready, by the same.</param>
    public void Add(JournalEntry entry, DateTimeOffset arrived, DateTimeOffset answered)
    {
        var warning = _retries.Judge(entry, arrived, answered);
        var taken = entry.Size;
        lock (_lock)
        {
            entry.File(++_last, warning);
            if (!_shelves.TryGetValue(entry.Tenant, out var shelf))
                _shelves[entry.Tenant] = shelf = new Shelf();
            shelf.Add(entry, taken);
            _bytes += taken;
            if (shelf.Count > size)
                _bytes -= shelf.DropOldest();
            if (_bytes > MostBytes)
                MakeRoom();
            foreach (var follower in _followers)
                follower.Tell(entry);
        }
    }

    /// <summary>Oldest first.</summary>
    /// <param name="scope">Everyone: of all tenants, and of none.</param>
    public IReadOnlyList<JournalEntry> List(TenantId scope)
    {
        lock (_lock)
            return Held(scope);
    }

    public JournalEntry? Find(TenantId scope, long number) => List(scope).FirstOrDefault(entry => entry.Number == number);

    /// <summary>Forgets a tenant's exchanges, or, for everyone, all. Numbers go on where they were.</summary>
    public void Clear(TenantId tenant)
    {
        lock (_lock)
        {
            _retries.Forget(tenant);
            foreach (var (cleared, shelf) in tenant == TenantId.Everyone ? [.. _shelves] : _shelves.Where(pair => pair.Key == tenant).ToList())
            {
                _bytes -= shelf.Bytes;
                _shelves.Remove(cleared);
            }
        }
    }

    /// <summary>Follows what is written from now on; null when too many do. It begins with what is there already and newer than <paramref name="since"/>.</summary>
    /// <param name="since">The number of an exchange; null for none of the old ones.</param>
    public JournalFollower? Follow(TenantId scope, long? since)
    {
        lock (_lock)
        {
            if (_followers.Count >= MostFollowers)
                return null;
            var follower = new JournalFollower(scope, _last);
            foreach (var entry in since is null ? [] : Held(scope).Where(entry => entry.Number > since))
                follower.Tell(entry);
            _followers.Add(follower);
            return follower;
        }
    }

    public void Leave(JournalFollower follower)
    {
        lock (_lock)
            _followers.Remove(follower);
    }

    private IReadOnlyList<JournalEntry> Held(TenantId scope) => scope == TenantId.Everyone
        ? [.. _shelves.Values.SelectMany(shelf => shelf.Entries).OrderBy(entry => entry.Number)]
        : _shelves.TryGetValue(scope, out var shelf) ? [.. shelf.Entries] : [];

    private void MakeRoom()
    {
        while (_bytes > MostBytes - Margin)
        {
            var (tenant, largest) = _shelves.MaxBy(pair => pair.Value.Bytes);
            var fair = _bytes / _shelves.Count;
            do
                _bytes -= largest.DropOldest();
            while (largest.Bytes >= fair && largest.Count > 0 && _bytes > MostBytes - Margin);
            if (largest.Count == 0)
                _shelves.Remove(tenant);
        }
    }

    /// <summary>What is kept of one tenant.</summary>
    private sealed class Shelf
    {
        private readonly Queue<(JournalEntry Entry, long Size)> _held = new();

        public int Count => _held.Count;

        public long Bytes { get; private set; }

        public IEnumerable<JournalEntry> Entries => _held.Select(held => held.Entry);

        public void Add(JournalEntry entry, long size)
        {
            _held.Enqueue((entry, size));
            Bytes += size;
        }

        /// <summary>Gives what it took.</summary>
        public long DropOldest()
        {
            var (_, size) = _held.Dequeue();
            Bytes -= size;
            return size;
        }
    }
}
