using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>The journal as server-sent events: <c>listening</c> at once, then <c>exchange</c>s, and <c>lost</c> when the reader was too slow.</summary>
internal static class JournalStream
{
    /// <param name="stopping">When the server goes.</param>
    /// <param name="left">When the reader has gone.</param>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        ExchangeLog log, JournalFollower follower, JournalFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken left)
    {
        await using var ended = left.UnsafeRegister(_ => follower.End(), null);
        await using var stopped = stopping.UnsafeRegister(_ => follower.End(), null);
        try
        {
            yield return new SseItem<string>(JsonSerializer.Serialize(new ListeningResource(follower.Last), JournalJson.Wire.ListeningResource), "listening");
            await foreach (var entry in follower.Waiting.ReadAllAsync(CancellationToken.None))
            {
                if (follower.TakeLost() is > 0 and var lost)
                    yield return new SseItem<string>(JsonSerializer.Serialize(new LostResource(lost), JournalJson.Wire.LostResource), "lost");
                if (filter.IsWanted(entry))
                    yield return Exchange(entry);
            }
        }
        finally
        {
            log.Leave(follower);
        }
    }

    private static SseItem<string> Exchange(JournalEntry entry) =>
        new(JsonSerializer.Serialize(JournalEntryResource.From(entry), JournalJson.Wire.JournalEntryResource), "exchange")
        {
            EventId = entry.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
