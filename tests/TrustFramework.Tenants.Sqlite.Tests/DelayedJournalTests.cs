using Microsoft.Extensions.Time.Testing;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Sqlite.Tests;

/// <summary>A journal whose rows wait to be written together.</summary>
public sealed class DelayedJournalTests : IAsyncLifetime, IDisposable
{
    private static readonly TenantId Tenant = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly TenantId Other = new(new Guid(2, 0, 0, new byte[8]));

    private readonly StoreFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SqliteTenantDatabase _database;
    private readonly StoredJournal _journal;

    public DelayedJournalTests()
    {
        _database = new SqliteTenantDatabase(_folder.Path);
        _journal = new StoredJournal(
            _database.Journal, encryption: null, new JournalLimits(MaxRows: 3, MaxSize: long.MaxValue), new WriteDelay(TimeSpan.FromSeconds(1), _time));
    }

    public Task InitializeAsync() => _database.OpenAsync(default);

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _database.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_are_written_when_the_delay_has_passed()
    {
        await AppendAsync(Tenant, 1);
        await AdvanceAsync(TimeSpan.FromMilliseconds(999));
        await AppendAsync(Other, 2);
        (await ReadTableAsync()).Should().BeEmpty();

        await AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await ReadTableAsync()).Should().Equal((1, 1, 1), (2, 1, 2));
        await AppendAsync(Tenant, 3);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        (await ReadTableAsync()).Should().Equal((1, 1, 1), (2, 1, 2), (3, 2, 3));
    }

    [Fact]
    public async Task A_reader_of_the_journal_sees_rows_that_wait()
    {
        await AppendAsync(Tenant, 1);

        (await _journal.ReadAsync(Tenant, after: 0, 100, default)).Should().ContainSingle();
        (await _journal.ReadLastNumberAsync(default)).Should().Be(1);
        await AppendAsync(Tenant, 2);
        await _journal.DeleteAsync(Tenant, default);
        (await ReadTableAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_that_newer_rows_of_the_tenant_replace_are_not_written()
    {
        foreach (var number in new byte[] { 1, 3, 4, 5 })
            await AppendAsync(Tenant, number);
        await AppendAsync(Other, 2);

        await AdvanceAsync(TimeSpan.FromSeconds(1));

        (await ReadTableAsync()).Should().Equal((1, 1, 3), (2, 2, 4), (3, 3, 5), (4, 1, 2));
    }

    [Fact]
    public async Task Rows_that_wait_are_written_at_the_end()
    {
        await AppendAsync(Tenant, 1);

        await _journal.DisposeAsync();

        (await ReadTableAsync()).Should().Equal((1, 1, 1));
    }

    [Fact]
    public async Task Without_an_open_file_reading_fails_and_the_end_does_not()
    {
        await using var database = new SqliteTenantDatabase(_folder.Path + ".other");
        await using var journal = new StoredJournal(
            database.Journal, encryption: null, new JournalLimits(MaxRows: 3, MaxSize: long.MaxValue), new WriteDelay(TimeSpan.FromSeconds(1), _time));
        await journal.AppendAsync(Tenant, () => [1]);

        await ((Func<Task>)(() => journal.ReadAsync(Tenant, after: 0, 100, default))).Should().ThrowAsync<StoreUnavailableException>();
        await journal.AppendAsync(Tenant, () => [2]);
        await ((Func<Task>)(async () => await journal.DisposeAsync())).Should().NotThrowAsync();
    }

    private Task AppendAsync(TenantId tenant, byte number) => Task.Run(async () => await _journal.AppendAsync(tenant, () => [number]));

    /// <summary>Rows whose delay has passed are written when it returns: outside of xunit's synchronization context, the timer runs what waits for it.</summary>
    private Task AdvanceAsync(TimeSpan time) => Task.Run(() => _time.Advance(time));

    /// <summary>What another process would read.</summary>
    private async Task<IEnumerable<(long Number, long Position, byte Data)>> ReadTableAsync() =>
        (await new StoredJournal(_database.Journal, encryption: null, new JournalLimits(MaxRows: 3, MaxSize: long.MaxValue), delay: null).ReadAsync(TenantId.Global, after: 0, 100, default)).Select(row => (row.Number, row.Position, row.Data.Span[0]));
}
