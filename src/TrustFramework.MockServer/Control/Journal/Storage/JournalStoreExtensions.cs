using System.Runtime.CompilerServices;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>Reads a few entries at a time, so that a slow reader keeps no entry in memory that the store has removed.</summary>
internal static class JournalStoreExtensions
{
    /// <summary>How many entries a reader has in memory.</summary>
    private const int PageSize = 16;

    /// <summary>The first entries with a greater number, oldest first, as many as a reader may have in memory.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all tenants.</param>
    public static ValueTask<IReadOnlyList<JournalEntry>> ReadPageAsync(this IJournalStore store, TenantId scope, long after, CancellationToken cancellationToken) =>
        store.ReadAsync(scope, after, PageSize, cancellationToken);

    /// <summary>All entries up to a number, oldest first. An entry that is removed before it is read is omitted.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all tenants.</param>
    public static async IAsyncEnumerable<JournalEntry> ReadUntilAsync(
        this IJournalStore store, TenantId scope, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; after < last && await store.ReadPageAsync(scope, after, cancellationToken) is [.., var newest] page; after = newest.Number)
        {
            foreach (var entry in page.TakeWhile(entry => entry.Number <= last))
                yield return entry;
        }
    }
}
