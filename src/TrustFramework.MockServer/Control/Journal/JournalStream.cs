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
    /// <param name="stopping">Canceled when the server stops.</param>
    /// <param name="requestAborted">Canceled when the reader disconnects. Its pending entries are not formatted.</param>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        JournalSubscription subscription, JournalFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken requestAborted)
    {
        await using var abortedRegistration = requestAborted.UnsafeRegister(_ => subscription.Discard(), null);
        await using var stoppingRegistration = stopping.UnsafeRegister(_ => subscription.Complete(), null);
        yield return CreateEvent("listening", new ListeningResource(subscription.LastNumber), JournalJson.Wire.ListeningResource);
        await foreach (var entry in subscription.ReadAllAsync())
        {
            if (subscription.TakeLostCount() is > 0 and var lost)
                yield return CreateEvent("lost", new LostResource(lost), JournalJson.Wire.LostResource);
            if (entry is not null && filter.Matches(entry))
            {
                yield return CreateEvent(
                    "exchange", JournalEntryResource.From(entry), JournalJson.Wire.JournalEntryResource, entry.Number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static SseItem<string> CreateEvent<T>(string type, T value, JsonTypeInfo<T> json, string? id = null) =>
        new(JsonSerializer.Serialize(value, json), type) { EventId = id };
}
