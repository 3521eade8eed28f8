using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>The journal as server-sent events: <c>listening</c> at once, then <c>exchange</c>s, and <c>lost</c> when the reader was too slow.</summary>
internal static class JournalStream
{
    /// <param name="stopping">When the server goes.</param>
    /// <param name="requestAborted">When the reader has gone.</param>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        RequestJournal log, JournalSubscription follower, JournalFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken requestAborted)
    {
        await using var ended = requestAborted.UnsafeRegister(_ => follower.Complete(), null);
        await using var stopped = stopping.UnsafeRegister(_ => follower.Complete(), null);
        try
        {
            yield return new SseItem<string>(JsonSerializer.Serialize(new ListeningResource(follower.LastNumber), JournalJson.Wire.ListeningResource), "listening");
            await foreach (var entry in follower.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (follower.TakeDroppedCount() is > 0 and var lost)
                    yield return new SseItem<string>(JsonSerializer.Serialize(new LostResource(lost), JournalJson.Wire.LostResource), "lost");
                if (filter.Matches(entry))
                    yield return ToExchangeEvent(entry);
            }
        }
        finally
        {
            log.Unsubscribe(follower);
        }
    }

    private static SseItem<string> ToExchangeEvent(JournalEntry entry) =>
        new(JsonSerializer.Serialize(JournalEntryResource.From(entry), JournalJson.Wire.JournalEntryResource), "exchange")
        {
            EventId = entry.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
