using System.Text.Json.Nodes;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Readers of the journal that are slow or leave. They must not keep in memory what the journal has removed.</summary>
public sealed class SlowReaderTests
{
    private const int EntryCount = 400;

    private static readonly TenantId Tenant = new(Guid.NewGuid());

    [Theory]
    [InlineData("journal")]
    [InlineData("journal.har")]
    [InlineData("journal.http")]
    public async Task Entries_are_read_while_the_response_is_sent_and_an_entry_that_is_removed_meanwhile_is_omitted(string path)
    {
        await using var server = new SocketServerFactory();
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.NewGuid());
        // Together the entries are larger than all buffers between the server and this client.
        var body = TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<!--{new string('x', 60_000)}-->");
        for (var i = 0; i < EntryCount; i++)
            await client.PutPolicyAsync("B2C_1A_A", body);
        var control = new ControlClient(http, client.Tenant);

        using var response = await http.GetAsync(new Uri($"/_mock/tenants/{client.Tenant}/{path}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var beginning = new byte[10_000]; // of the first entry
        await stream.ReadExactlyAsync(beginning);
        (await control.DeleteAsync("journal")).Status.Should().Be(204);
        using var reader = new StreamReader(stream);
        var text = System.Text.Encoding.UTF8.GetString(beginning) + await reader.ReadToEndAsync();

        CountEntries(path, text).Should().BeInRange(1, EntryCount - 1);
    }

    [Fact]
    public async Task The_pending_entries_of_a_reader_that_leaves_are_dropped()
    {
        var journal = new RequestJournal(size: 1000);
        using var subscription = journal.Subscribe(TenantId.Global, since: null)!;
        Add(journal, 100);

        subscription.Discard();

        (await ReadAllAsync(subscription)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_pending_entries_are_sent_when_the_server_stops()
    {
        var journal = new RequestJournal(size: 1000);
        using var subscription = journal.Subscribe(TenantId.Global, since: null)!;
        Add(journal, 100);

        subscription.Complete();

        (await ReadAllAsync(subscription)).Should().HaveCount(100).And.NotContainNulls();
    }

    [Fact]
    public async Task An_entry_that_the_journal_has_removed_is_lost_for_a_slow_reader_and_counted()
    {
        var journal = new RequestJournal(size: 3);
        using var subscription = journal.Subscribe(TenantId.Global, since: null)!;
        Add(journal, 5);
        subscription.Complete();

        var entries = await ReadAllAsync(subscription);

        entries.Select(entry => entry?.Number).Should().Equal(null, null, 3, 4, 5);
        (subscription.TakeLostCount(), subscription.TakeLostCount()).Should().Be((2, 0));
    }

    [Fact]
    public void An_entry_is_found_only_in_its_tenant_and_until_it_is_removed()
    {
        var journal = new RequestJournal(size: 2);
        Add(journal, 3);

        journal.Find(TenantId.Global, 1).Should().BeNull();
        journal.Find(TenantId.Global, 2)!.Number.Should().Be(2);
        journal.Find(new TenantId(Guid.NewGuid()), 2).Should().BeNull();
        journal.Clear(TenantId.Global);
        journal.Find(TenantId.Global, 2).Should().BeNull();
    }

    private static void Add(RequestJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            journal.Add(
                new JournalEntry
                {
                    Time = default,
                    Duration = default,
                    Tenant = Tenant,
                    Details = RequestDetails.None,
                    Method = "GET",
                    Origin = "http://localhost",
                    Path = "/",
                    Query = "",
                    Protocol = "HTTP/1.1",
                    RequestHeaders = [],
                    Status = 200,
                    ResponseHeaders = [],
                },
                receivedAt: default,
                completedAt: default);
        }
    }

    private static async Task<List<JournalEntry?>> ReadAllAsync(JournalSubscription subscription)
    {
        List<JournalEntry?> entries = [];
        await foreach (var entry in subscription.ReadAllAsync())
            entries.Add(entry);
        return entries;
    }

    private static int CountEntries(string path, string text) => path switch
    {
        "journal" => JsonNode.Parse(text)!["entries"]!.AsArray().Count,
        "journal.har" => JsonNode.Parse(text)!["log"]!["entries"]!.AsArray().Count,
        _ => text.Split("\n###").Length - 1,
    };
}
