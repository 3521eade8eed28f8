using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TrustFramework.MockServer.Control.Journal.Storage;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>An entry that a <see cref="JournalFollower"/> read.</summary>
/// <param name="Lost">How many entries were removed between the last entry and this one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FollowedEntry(JournalEntry Entry, long Lost);

/// <summary>A reader that follows the journal from some entry on. A reader that is so slow that entries are removed before it reads them loses them.</summary>
/// <param name="release">Called when the reader ends.</param>
internal sealed class JournalFollower(IJournalStore store, TenantId scope, Action release) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly RetryAfterScanner _scanner = new();
    private readonly Dictionary<TenantId, long> _lastPositions = [];
    private Action? _release = release;
    private long _last;

    /// <summary>Reads the earlier entries, which decide on the warnings of later ones, and returns the number of the last entry.</summary>
    /// <param name="since">Follows from the entry with this number on; null for new entries only.</param>
    public async ValueTask<long> StartAsync(long? since, CancellationToken cancellationToken)
    {
        var newest = await store.ReadLastNumberAsync(cancellationToken);
        _last = Math.Min(since ?? newest, newest);
        await foreach (var entry in store.ReadUntilAsync(scope, _last, cancellationToken))
            Follow(entry);
        return newest;
    }

    /// <summary>The entries after the last one. Ends when one of the tokens is canceled.</summary>
    /// <param name="stopping">The entries that exist are still returned.</param>
    /// <param name="aborted">Nothing more is returned.</param>
    public async IAsyncEnumerable<FollowedEntry> ReadAllAsync(CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        while (!aborted.IsCancellationRequested)
        {
            // Before the entries are read, so that none is missed.
            var appended = store.WaitForAppendAsync();
            var page = await TryReadAsync();
            foreach (var entry in page ?? [])
            {
                if (aborted.IsCancellationRequested)
                    yield break;
                _last = entry.Number;
                yield return Follow(entry);
            }

            if (page is { Count: > 0 })
                continue;
            if (ended.IsCancellationRequested)
                yield break;
            await (page is null ? Task.Delay(RetryDelay, ended.Token) : appended.WaitAsync(ended.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();

    /// <summary>Null while the store is not available.</summary>
    private async ValueTask<IReadOnlyList<JournalEntry>?> TryReadAsync()
    {
        try
        {
            return await store.ReadPageAsync(scope, _last, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private FollowedEntry Follow(JournalEntry entry)
    {
        // Positions start again after the entries of the tenant were deleted.
        var lost = _lastPositions.TryGetValue(entry.Tenant, out var position) ? Math.Max(entry.Position - position - 1, 0) : 0;
        _lastPositions[entry.Tenant] = entry.Position;
        return new FollowedEntry(_scanner.AddWarnings(entry), lost);
    }
}
