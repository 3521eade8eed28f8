using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Storage;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Readers of the journal that are slow, leave, or follow it while the server stops.</summary>
public sealed class RequestJournalTests : IDisposable
{
    private static readonly TenantId Tenant = new(Guid.NewGuid());

    private static readonly TenantId Other = new(Guid.NewGuid());

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();

    public void Dispose()
    {
        _stopping.Dispose();
        _aborted.Dispose();
    }

    [Fact]
    public async Task A_reader_that_leaves_gets_no_more_entries()
    {
        var journal = await CreateAsync(size: 1000, entries: 100);
        using var follower = journal.Follow(TenantId.Global)!;
        await follower.StartAsync(since: 0, default);

        var read = 0;
        await foreach (var _ in follower.ReadAllAsync(_stopping.Token, _aborted.Token))
        {
            if (++read == 3)
                await _aborted.CancelAsync();
        }

        read.Should().Be(3);
    }

    [Fact]
    public async Task A_reader_gets_all_entries_that_exist_when_the_server_stops()
    {
        var journal = await CreateAsync(size: 1000, entries: 100);
        using var follower = journal.Follow(TenantId.Global)!;
        (await follower.StartAsync(since: 20, default)).Should().Be(100);
        await _stopping.CancelAsync();

        (await ReadAllAsync(follower)).Select(read => read.Entry.Number).Should().Equal(Enumerable.Range(21, 80).Select(number => (long)number));
    }

    [Fact]
    public async Task A_reader_that_waits_gets_the_next_entry()
    {
        var journal = await CreateAsync(size: 1000, entries: 1);
        using var follower = journal.Follow(Tenant)!;
        await follower.StartAsync(since: null, default);
        await using var reading = follower.ReadAllAsync(_stopping.Token, _aborted.Token).GetAsyncEnumerator();
        var next = reading.MoveNextAsync();
        next.IsCompleted.Should().BeFalse();

        await AddAsync(journal, Other);
        await AddAsync(journal, Tenant);

        (await next).Should().BeTrue();
        reading.Current.Entry.Number.Should().Be(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entries_that_are_removed_before_a_slow_reader_gets_them_are_counted(bool allTenants)
    {
        var journal = await CreateAsync(size: 20, entries: 1);
        using var follower = journal.Follow(allTenants ? TenantId.Global : Tenant)!;
        await follower.StartAsync(since: null, default);
        for (var i = 0; i < 30; i++)
        {
            await AddAsync(journal, Tenant);
            await AddAsync(journal, Other);
        }

        await _stopping.CancelAsync();
        var read = (await ReadAllAsync(follower)).Where(read => read.Entry.Tenant == Tenant).ToList();

        read.Should().HaveCount(20);
        read.Select(entry => entry.Lost).Should().Equal([10, .. Enumerable.Repeat(0L, 19)]);
    }

    [Fact]
    public async Task Entries_that_are_cleared_are_not_lost_and_numbering_continues()
    {
        var journal = await CreateAsync(size: 20, entries: 10);
        using var follower = journal.Follow(Tenant)!;
        await follower.StartAsync(since: null, default);
        await journal.ClearAsync(Tenant);
        await AddAsync(journal, Tenant);
        await _stopping.CancelAsync();

        (await ReadAllAsync(follower)).Select(read => (read.Entry.Number, read.Lost)).Should().Equal((11, 0));
    }

    [Fact]
    public async Task An_entry_is_found_only_in_its_tenant_and_until_it_is_removed()
    {
        var journal = await CreateAsync(size: 2, entries: 3);

        (await journal.FindAsync(TenantId.Global, 1, default)).Should().BeNull();
        (await journal.FindAsync(TenantId.Global, 2, default))!.Number.Should().Be(2);
        (await journal.FindAsync(new TenantId(Guid.NewGuid()), 2, default)).Should().BeNull();
        await journal.ClearAsync(TenantId.Global);
        (await journal.FindAsync(TenantId.Global, 2, default)).Should().BeNull();
    }

    private static async Task<RequestJournal> CreateAsync(int size, int entries)
    {
        var journal = new RequestJournal(new InMemoryJournalStore(size));
        for (var i = 0; i < entries; i++)
            await AddAsync(journal, Tenant);
        return journal;
    }

    private static ValueTask AddAsync(RequestJournal journal, TenantId tenant) => journal.AddAsync(new JournalEntry
    {
        Time = default,
        ReceivedAt = default,
        CompletedAt = default,
        Duration = default,
        Tenant = tenant,
        Details = RequestDetails.None,
        Method = "GET",
        Origin = "http://localhost",
        Path = "/",
        Query = "",
        Protocol = "HTTP/1.1",
        RequestHeaders = [],
        Status = 200,
        ResponseHeaders = [],
    });

    private async Task<List<FollowedEntry>> ReadAllAsync(JournalFollower follower)
    {
        List<FollowedEntry> entries = [];
        await foreach (var entry in follower.ReadAllAsync(_stopping.Token, _aborted.Token))
            entries.Add(entry);
        return entries;
    }
}
