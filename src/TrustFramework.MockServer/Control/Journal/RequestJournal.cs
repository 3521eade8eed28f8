using System.Runtime.CompilerServices;
using TrustFramework.MockServer.Control.Journal.Storage;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>The requests and responses of all tenants.</summary>
internal sealed class RequestJournal(IJournalStore store)
{
    /// <summary>For all tenants together.</summary>
    private const int MaxStreams = 64;

    private int _streams;

    public ValueTask AddAsync(JournalEntry entry) => store.AppendAsync(entry);

    /// <summary>Deletes entries. Numbering continues.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    public ValueTask ClearAsync(TenantId scope) => store.ClearAsync(scope);

    /// <summary>The entries with their warnings, oldest first. An entry that is removed before it is read is omitted.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all entries.</param>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(TenantId scope, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var scanner = new RetryAfterScanner();
        await foreach (var entry in store.ReadUntilAsync(scope, await store.ReadLastNumberAsync(cancellationToken), cancellationToken))
            yield return scanner.AddWarnings(entry);
    }

    /// <summary>Returns null when the entry was removed or belongs to another tenant.</summary>
    public async ValueTask<JournalEntry?> FindAsync(TenantId scope, long number, CancellationToken cancellationToken) =>
        await ReadAsync(scope, cancellationToken).FirstOrDefaultAsync(entry => entry.Number == number, cancellationToken);

    /// <summary>Returns a reader that follows the journal. Returns null when the maximum number of readers is reached.</summary>
    public JournalFollower? Follow(TenantId scope)
    {
        if (Interlocked.Increment(ref _streams) <= MaxStreams)
            return new JournalFollower(store, scope, release: () => Interlocked.Decrement(ref _streams));
        Interlocked.Decrement(ref _streams);
        return null;
    }
}
