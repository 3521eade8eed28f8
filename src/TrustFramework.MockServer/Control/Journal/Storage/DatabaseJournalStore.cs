using System.Text.Json;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>Entries in the database of the tenants. All servers with the same database share them.</summary>
internal sealed class DatabaseJournalStore(StoredJournal journal) : IJournalStore
{
    /// <summary>How long it takes at most until a reader looks for entries of other servers.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly AppendSignal _signal = new();

    public async ValueTask AppendAsync(JournalEntry entry)
    {
        await journal.AppendAsync(entry.Tenant, () => JsonSerializer.SerializeToUtf8Bytes(entry, StoredEntryJson.Stored.JournalEntry));
        _signal.Notify();
    }

    public async ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken) =>
        [.. (await journal.ReadAsync(scope, after, maxCount, cancellationToken)).Select(Deserialize)];

    public async ValueTask<long> ReadLastNumberAsync(CancellationToken cancellationToken) => await journal.ReadLastNumberAsync(cancellationToken);

    public async ValueTask ClearAsync(TenantId scope) => await journal.DeleteAsync(scope, CancellationToken.None);

    public Task WaitForAppendAsync() => Task.WhenAny(_signal.WaitAsync(), Task.Delay(PollInterval));

    private static JournalEntry Deserialize(JournalRow row)
    {
        var entry = JsonSerializer.Deserialize(row.Data.Span, StoredEntryJson.Stored.JournalEntry)!;
        entry.AssignNumber(row.Number, row.Position);
        return entry;
    }
}
