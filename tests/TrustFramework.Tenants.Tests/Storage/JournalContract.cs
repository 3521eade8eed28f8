using System.Text;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Tests.Storage;

/// <summary>The contract of a journal in a database. The tests of each database call it.</summary>
public static class JournalContract
{
    private static readonly TenantId First = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly TenantId Second = new(new Guid(2, 0, 0, new byte[8]));

    /// <param name="first">An empty table.</param>
    /// <param name="second">The same table, where possible through another connection.</param>
    public static async Task VerifyAsync(IJournalTable first, IJournalTable second)
    {
        var encryption = new RowEncryption(new Lazy<byte[]>(() => new byte[RowEncryption.KeyLength]), new SequentialRandomSource());
        var journal = new StoredJournal(first, encryption, new JournalLimits(MaxRows: 3, MaxSize: long.MaxValue), delay: null);
        (await journal.ReadLastNumberAsync(default)).Should().Be(0);
        foreach (var (tenant, text) in new[] { (First, "a"), (Second, "b"), (First, "c"), (First, "d"), (First, "e") })
            await journal.AppendAsync(tenant, () => Encoding.UTF8.GetBytes(text));

        (await ReadAsync(journal, TenantId.Global)).Should().Equal((2, 1, "b"), (3, 2, "c"), (4, 3, "d"), (5, 4, "e"));
        (await ReadAsync(journal, First, after: 3)).Should().Equal((4, 3, "d"), (5, 4, "e"));
        (await ReadAsync(journal, First, maxCount: 1)).Should().Equal((3, 2, "c"));

        // The same rows through the other connection.
        var other = new StoredJournal(second, encryption, new JournalLimits(MaxRows: 3, MaxSize: long.MaxValue), delay: null);
        (await ReadAsync(other, Second)).Should().Equal((2, 1, "b"));
        await other.DeleteAsync(First, default);
        (await ReadAsync(journal, TenantId.Global)).Should().Equal((2, 1, "b"));
        await journal.AppendAsync(First, () => Encoding.UTF8.GetBytes("f"));
        (await ReadAsync(other, First)).Should().Equal((6, 1, "f"));
        await other.DeleteAsync(TenantId.Global, default);
        (await ReadAsync(journal, TenantId.Global)).Should().BeEmpty();
        (await journal.ReadLastNumberAsync(default)).Should().Be(6);

        await VerifyNumbersAsync(journal, other);
        await VerifySizeAsync(new StoredJournal(first, encryption: null, new JournalLimits(MaxRows: 100_000, MaxSize: 4 * StoredJournal.CheckInterval), delay: null));
    }

    /// <summary>A reader that has read up to a number misses no row that was added at the same time.</summary>
    private static async Task VerifyNumbersAsync(params StoredJournal[] journals)
    {
        const int Count = 200;
        await journals[0].DeleteAsync(TenantId.Global, default);
        var after = await journals[0].ReadLastNumberAsync(default);
        var last = after + Count;
        var adding = Parallel.ForAsync(0, Count, async (number, _) => await journals[number % journals.Length].AppendAsync(new TenantId(Guid.NewGuid()), () => [1]));
        for (var next = after; next < last && !adding.IsFaulted;)
        {
            foreach (var row in await journals[0].ReadAsync(TenantId.Global, next, 50, default))
                row.Number.Should().Be(++next);
        }

        await adding;
        await journals[0].DeleteAsync(TenantId.Global, default);
    }

    private static async Task VerifySizeAsync(StoredJournal journal)
    {
        var data = new byte[64 * 1024];
        await journal.AppendAsync(Second, () => data);
        for (var i = 0; i < 256; i++)
            await journal.AppendAsync(First, () => data);

        var rows = await journal.ReadAsync(First, after: 0, 1000, default);
        (rows.Count * (long)data.Length).Should().BeInRange((2 * StoredJournal.CheckInterval) - (2 * data.Length), 4 * StoredJournal.CheckInterval);
        rows[^1].Number.Should().Be(await journal.ReadLastNumberAsync(default), "the oldest rows are deleted");
        (await journal.ReadAsync(Second, after: 0, 1000, default)).Should().ContainSingle();
    }

    private static async Task<IEnumerable<(long Number, long Position, string Text)>> ReadAsync(StoredJournal journal, TenantId scope, long after = 0, int maxCount = 100) =>
        (await journal.ReadAsync(scope, after, maxCount, default)).Select(row => (row.Number, row.Position, Encoding.UTF8.GetString(row.Data.Span)));
}
