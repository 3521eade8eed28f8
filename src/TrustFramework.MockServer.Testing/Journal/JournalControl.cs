using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>The recorded requests and responses, with masked secrets. By the time a client has its response, the entry is in the journal.</summary>
public sealed class JournalControl
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly ControlApiClient _client;
    private readonly string _path;

    internal JournalControl(ControlApiClient client, string scope) => (_client, _path) = (client, scope);

    /// <summary>Lists the entries, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ListAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _client.GetAsync($"{_path}/journal{filter?.ToQueryString()}", WireJson.Default.JournalPage, cancellationToken).ConfigureAwait(false)).Entries;

    /// <exception cref="MockServerException">404: there is no entry with this number, or it was dropped.</exception>
    public Task<JournalEntry> ReadAsync(long number, CancellationToken cancellationToken = default) =>
        _client.GetAsync(FormattableString.Invariant($"{_path}/journal/{number}"), WireJson.Default.JournalEntry, cancellationToken);

    /// <summary>Removes all entries. The numbering continues.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) =>
        _client.SendAsync(HttpMethod.Delete, $"{_path}/journal", body: null, cancellationToken);

    /// <summary>Streams entries as they are recorded, from now on or since a given one, until the enumeration ends.</summary>
    /// <exception cref="MockServerException">The reader was too slow and entries were dropped. 503: the limit of readers is reached.</exception>
    public async IAsyncEnumerable<JournalEntry> FollowAsync(JournalFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await _client.OpenStreamAsync($"{_path}/journal/stream{filter?.ToQueryString()}", cancellationToken).ConfigureAwait(false);
        var events = SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        await foreach (var item in events.EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.EventType == "lost")
                throw new MockServerException($"The journal was read too slowly, and entries were dropped: {item.Data}");
            if (item.EventType == "exchange")
                yield return JsonSerializer.Deserialize(item.Data, WireJson.Default.JournalEntry)!;
        }
    }

    /// <summary>Returns the first matching entry, an existing one or the next one to arrive.</summary>
    /// <param name="timeout">The maximum wait by the machine's clock; ten seconds by default.</param>
    /// <exception cref="MockServerException">No matching entry arrived in time.</exception>
    public async Task<JournalEntry> WaitForAsync(JournalFilter filter, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout ?? DefaultTimeout);
        try
        {
            // The stream starts after the newest entry: a long backlog could overflow the subscription.
            var newest = (await ListAsync(new JournalFilter { Limit = 1 }, limit.Token).ConfigureAwait(false)).Select(entry => entry.Number).FirstOrDefault();
            if (await ListAsync(filter, limit.Token).ConfigureAwait(false) is [var known, ..])
                return known;
            await foreach (var entry in FollowAsync(filter with { Since = Math.Max(newest, filter.Since ?? 0) }, limit.Token).ConfigureAwait(false))
                return entry;
        }
        catch (Exception aborted) when (
            limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested && aborted is OperationCanceledException or HttpRequestException or IOException)
        {
            // The timeout has passed. A request that it aborts does not always end with OperationCanceledException.
        }

        throw new MockServerException($"No request matching {(filter.ToQueryString() is { Length: > 0 } query ? query : "any")} arrived in time.");
    }

    /// <summary>Checks expectations against the journal.</summary>
    /// <exception cref="MockServerException">An expectation is not met; the message lists the differences.</exception>
    public async Task VerifyAsync(params Expectation[] expectations)
    {
        var result = await CheckAsync(expectations).ConfigureAwait(false);
        if (!result.Met)
            throw new MockServerException(string.Join(Environment.NewLine, result.Expectations.Where(expectation => !expectation.Met).Select(expectation => expectation.Difference)));
    }

    /// <summary>Checks expectations and returns the result.</summary>
    /// <param name="since">Only entries after the one with this number count.</param>
    public async Task<Verification> CheckAsync(IReadOnlyList<Expectation> expectations, long? since = null, CancellationToken cancellationToken = default)
    {
        using var body = JsonContent.Create(new VerificationRequest(since, expectations), WireJson.Default.VerificationRequest);
        return await _client.ReadAsync(
            HttpMethod.Post, $"{_path}/verify", body, WireJson.Default.Verification, cancellationToken, HttpStatusCode.Conflict).ConfigureAwait(false);
    }

    /// <summary>Reports for each client the permissions that it has, needs, does not use and lacks.</summary>
    public Task<PermissionReport> ReportPermissionsAsync(CancellationToken cancellationToken = default) =>
        _client.GetAsync($"{_path}/permissions", WireJson.Default.PermissionReport, cancellationToken);

    /// <summary>Exports the entries as HAR 1.2, for the network tools of browsers.</summary>
    public Task<string> ExportHarAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"{_path}/journal.har{filter?.ToQueryString()}", cancellationToken);

    /// <summary>Exports the requests as an <c>.http</c> file that an editor can send again.</summary>
    public Task<string> ExportHttpFileAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"{_path}/journal.http{filter?.ToQueryString()}", cancellationToken);
}
