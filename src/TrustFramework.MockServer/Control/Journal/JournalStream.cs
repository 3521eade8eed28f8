using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// The journal as server-sent events: <c>listening</c> first, then an <c>exchange</c> for each entry, and <c>lost</c> when the reader was too
/// slow.
/// </summary>
internal static class JournalStream
{
    /// <param name="lastNumber">The number of the last entry before the stream.</param>
    /// <param name="stopping">Canceled when the server stops.</param>
    /// <param name="requestAborted">Canceled when the reader disconnects. A reader that leaves is not an error.</param>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        JournalFollower follower, long lastNumber, JournalFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken requestAborted)
    {
        yield return CreateEvent("listening", new ListeningResource(lastNumber), JournalJson.Wire.ListeningResource);
        await foreach (var (entry, lost) in follower.ReadAllAsync(stopping, requestAborted))
        {
            if (lost > 0)
                yield return CreateEvent("lost", new LostResource(lost), JournalJson.Wire.LostResource);
            if (filter.Matches(entry))
            {
                yield return CreateEvent(
                    "exchange", JournalEntryResource.From(entry), JournalJson.Wire.JournalEntryResource, entry.Number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static SseItem<string> CreateEvent<T>(string type, T value, JsonTypeInfo<T> json, string? id = null) =>
        new(JsonSerializer.Serialize(value, json), type) { EventId = id };
}
