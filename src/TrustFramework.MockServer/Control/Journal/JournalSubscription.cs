using System.Threading.Channels;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// A reader that follows the journal. Only the numbers of pending entries are kept, so that a slow reader keeps no entry in memory that the
/// journal has removed. A slow reader loses the oldest pending entries.
/// </summary>
internal sealed class JournalSubscription : IDisposable
{
    private const int MaxPending = 256;

    private readonly RequestJournal _journal;
    private readonly TenantId _scope;
    private readonly Channel<long> _pending;
    private int _lost;

    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    /// <param name="lastNumber">The number of the last entry before the subscription.</param>
    public JournalSubscription(RequestJournal journal, TenantId scope, long lastNumber)
    {
        (_journal, _scope, LastNumber) = (journal, scope, lastNumber);
        _pending = Channel.CreateBounded<long>(
            new BoundedChannelOptions(MaxPending) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _lost));
    }

    public long LastNumber { get; }

    public void Write(JournalEntry entry)
    {
        if (_scope == TenantId.Global || entry.Tenant == _scope)
            _pending.Writer.TryWrite(entry.Number);
    }

    /// <summary>The pending entries and then the new ones; null for an entry that was removed before it was read.</summary>
    public async IAsyncEnumerable<JournalEntry?> ReadAllAsync()
    {
        // Not canceled by a token, because a reader that leaves is not an exception: Complete and Discard end the loop.
        await foreach (var number in _pending.Reader.ReadAllAsync(CancellationToken.None))
        {
            var entry = _journal.Find(_scope, number);
            if (entry is null)
                Interlocked.Increment(ref _lost);
            yield return entry;
        }
    }

    /// <summary>Ends the stream after the pending entries.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Ends the stream at once.</summary>
    public void Discard()
    {
        Complete();
        while (_pending.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Returns the number of entries that were lost since the last call.</summary>
    public int TakeLostCount() => Interlocked.Exchange(ref _lost, 0);

    public void Dispose() => _journal.Unsubscribe(this);
}
