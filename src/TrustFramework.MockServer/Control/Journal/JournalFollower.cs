using System.Threading.Channels;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Somebody who reads along. Who is too slow loses the oldest, and learns how many.</summary>
/// <param name="scope">Everyone: all exchanges.</param>
/// <param name="last">The number of the last exchange before.</param>
internal sealed class JournalFollower(TenantId scope, long last)
{
    private const int MostWaiting = 256;

    private readonly Channel<JournalEntry> _waiting = Channel.CreateUnbounded<JournalEntry>();
    private int _lost;

    public long Last => last;

    public ChannelReader<JournalEntry> Waiting => _waiting.Reader;

    /// <summary>Never waits. Nobody tells two things at once.</summary>
    public void Tell(JournalEntry entry)
    {
        if (scope != TenantId.Everyone && entry.Tenant != scope)
            return;
        if (_waiting.Reader.Count >= MostWaiting && _waiting.Reader.TryRead(out _))
            Interlocked.Increment(ref _lost);
        _waiting.Writer.TryWrite(entry);
    }

    /// <summary>Ends the reading.</summary>
    public void End() => _waiting.Writer.TryComplete();

    /// <summary>How many were lost since it was last asked.</summary>
    public int TakeLost() => Interlocked.Exchange(ref _lost, 0);
}
