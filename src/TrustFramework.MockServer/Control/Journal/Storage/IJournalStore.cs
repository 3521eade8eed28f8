using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>
/// The entries of all tenants. The newest of each tenant are kept, and the size of all together is limited: a tenant with more than its share loses its oldest
/// entries, so that a busy tenant does not displace the entries of others.
/// </summary>
internal interface IJournalStore
{
    /// <summary>The limit on the size of all entries, in bytes.</summary>
    const long MaxSize = 64 * 1024 * 1024;

    /// <summary>Adds an entry and assigns its number. Readers see it when the task completes.</summary>
    ValueTask AppendAsync(JournalEntry entry);

    /// <summary>The first entries with a greater number, oldest first.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all tenants.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken);

    /// <summary>The number of the newest entry, also if it was removed.</summary>
    ValueTask<long> ReadLastNumberAsync(CancellationToken cancellationToken);

    /// <summary>Deletes entries. Numbering continues.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for all tenants.</param>
    ValueTask ClearAsync(TenantId scope);

    /// <summary>A task that completes when there may be an entry that was added after the call.</summary>
    Task WaitForAppendAsync();
}
