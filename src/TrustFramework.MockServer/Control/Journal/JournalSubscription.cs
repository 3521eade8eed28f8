using System.Threading.Channels;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A reader that follows the journal. A slow reader loses the oldest pending entries.</summary>
internal sealed class JournalSubscription
{
    private const int MaxPending = 256;

    private readonly TenantId _scope;
    private readonly Channel<JournalEntry> _pending;
    private int _dropped;

    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    /// <param name="lastNumber">The number of the last entry before the subscription.</param>
    public JournalSubscription(TenantId scope, long lastNumber)
    {
        (_scope, LastNumber) = (scope, lastNumber);
        _pending = Channel.CreateBounded<JournalEntry>(
            new BoundedChannelOptions(MaxPending) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _dropped));
    }

    public long LastNumber { get; }

    public ChannelReader<JournalEntry> Reader => _pending.Reader;

    public void Write(JournalEntry entry)
    {
        if (_scope == TenantId.Global || entry.Tenant == _scope)
            _pending.Writer.TryWrite(entry);
    }

    /// <summary>Ends the stream.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Returns the number of entries that were lost since the last call.</summary>
    public int TakeDroppedCount() => Interlocked.Exchange(ref _dropped, 0);
}
