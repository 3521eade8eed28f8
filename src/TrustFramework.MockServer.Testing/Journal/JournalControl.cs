using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>What clients sent, what they were answered, and why; secrets were masked when it was recorded. Whoever has an answer finds it here.</summary>
public sealed class JournalControl
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly ControlApiClient _client;
    private readonly string _path;

    internal JournalControl(ControlApiClient channel, string scope) => (_client, _path) = (channel, scope);

    /// <summary>Exchanges, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ListAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _client.GetAsync($"{_path}/journal{filter?.ToQueryString()}", WireJson.Default.JournalPage, cancellationToken).ConfigureAwait(false)).Entries;

    /// <exception cref="MockServerException">404: there is none of this number, or no longer.</exception>
    public Task<JournalEntry> ReadAsync(long number, CancellationToken cancellationToken = default) =>
        _client.GetAsync(FormattableString.Invariant($"{_path}/journal/{number}"), WireJson.Default.JournalEntry, cancellationToken);

    /// <summary>Forgets the exchanges; numbers go on.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) =>
        _client.SendAsync(HttpMethod.Delete, $"{_path}/journal", body: null, cancellationToken);

    /// <summary>Exchanges as they happen, from now on or since one of them, until nobody reads any more.</summary>
    /// <exception cref="MockServerException">The reader was so slow that exchanges were lost. 503: there are as many readers as there may be.</exception>
    public async IAsyncEnumerable<JournalEntry> FollowAsync(JournalFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await _client.OpenStreamAsync($"{_path}/journal/stream{filter?.ToQueryString()}", cancellationToken).ConfigureAwait(false);
        var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        await foreach (var happened in events.EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened.EventType == "lost")
                throw new MockServerException($"The journal was read too slowly, and exchanges were lost: {happened.Data}");
            if (happened.EventType == "exchange")
                yield return JsonSerializer.Deserialize(happened.Data, WireJson.Default.JournalEntry)!;
        }
    }

    /// <summary>The first exchange like this: one that was, or the next that comes.</summary>
    /// <param name="timeout">How long it may take, by the machine's clock; ten seconds unless said.</param>
    /// <exception cref="MockServerException">None has come.</exception>
    public async Task<JournalEntry> WaitForAsync(JournalFilter filter, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout ?? DefaultTimeout);
        try
        {
            // Followed is only what comes behind the newest of now: of many older ones some would be lost.
            var newest = (await ListAsync(new JournalFilter { Limit = 1 }, limit.Token).ConfigureAwait(false)).Select(entry => entry.Number).FirstOrDefault();
            if (await ListAsync(filter, limit.Token).ConfigureAwait(false) is [var known, ..])
                return known;
            await foreach (var entry in FollowAsync(filter with { Since = Math.Max(newest, filter.Since ?? 0) }, limit.Token).ConfigureAwait(false))
                return entry;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came.
        }

        throw new MockServerException($"No exchange has come that is like {(filter.ToQueryString() is { Length: > 0 } query ? query : "any")}.");
    }

    /// <summary>Holds expectations against the journal.</summary>
    /// <exception cref="MockServerException">Not all are met: the message says of each what came instead.</exception>
    public async Task VerifyAsync(params Expectation[] expectations)
    {
        var found = await CheckAsync(expectations).ConfigureAwait(false);
        if (!found.Met)
            throw new MockServerException(string.Join(Environment.NewLine, found.Expectations.Where(verdict => !verdict.Met).Select(verdict => verdict.Difference)));
    }

    /// <summary>The same without an exception.</summary>
    /// <param name="since">Only exchanges after the one of this number count.</param>
    public async Task<Verification> CheckAsync(IReadOnlyList<Expectation> expectations, long? since = null, CancellationToken cancellationToken = default)
    {
        using var body = JsonContent.Create(new VerificationRequest(since, expectations), WireJson.Default.VerificationRequest);
        return await _client.ReadAsync(
            HttpMethod.Post, $"{_path}/verify", body, WireJson.Default.Verification, cancellationToken, HttpStatusCode.Conflict).ConfigureAwait(false);
    }

    /// <summary>For each client the permissions that it has, needs, does not use and lacks.</summary>
    public Task<PermissionReport> ReportPermissionsAsync(CancellationToken cancellationToken = default) =>
        _client.GetAsync($"{_path}/permissions", WireJson.Default.PermissionReport, cancellationToken);

    /// <summary>As HAR 1.2, for the network tools of browsers.</summary>
    public Task<string> ExportHarAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"{_path}/journal.har{filter?.ToQueryString()}", cancellationToken);

    /// <summary>As an <c>.http</c> file, from which an editor can send the requests again.</summary>
    public Task<string> ExportHttpFileAsync(JournalFilter? filter = null, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"{_path}/journal.http{filter?.ToQueryString()}", cancellationToken);
}
