using System.Threading.Channels;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Somebody who reads along. Who is too slow loses the oldest, and learns how many.</summary>
/// <param name="scope">Everyone: all exchanges.</param>
/// <param name="last">The number of the last exchange before.</param>
internal sealed class JournalSubscription(TenantId scope, long last)
{
    private const int MaxPending = 256;

    private readonly Channel<JournalEntry> _pending = Channel.CreateUnbounded<JournalEntry>();
    private int _dropped;

    public long LastNumber => last;

    public ChannelReader<JournalEntry> Reader => _pending.Reader;

    /// <summary>Never waits. Nobody tells two things at once.</summary>
    public void Write(JournalEntry entry)
    {
        if (scope != TenantId.Global && entry.Tenant != scope)
            return;
        if (_pending.Reader.Count >= MaxPending && _pending.Reader.TryRead(out _))
            Interlocked.Increment(ref _dropped);
        _pending.Writer.TryWrite(entry);
    }

    /// <summary>Ends the reading.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>How many were lost since it was last asked.</summary>
    public int TakeDroppedCount() => Interlocked.Exchange(ref _dropped, 0);
}
