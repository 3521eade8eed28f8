using System.Text;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Storage;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Sqlite;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Tests.Storage;

/// <summary>An entry is the same after it was stored.</summary>
public sealed class JournalStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0 })]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 34, 60, 92, 10, 0xc3, 0xbc, 0xf0, 0x9f, 0x98, 0x80 })]
    public async Task An_entry_with_all_members_is_read_as_it_was_written(byte[] body)
    {
        await using var database = new SqliteTenantDatabase(Path.Combine(_folder.FullName, "store.db"));
        await database.OpenAsync(default);
        var store = new DatabaseJournalStore(new StoredJournal(database.Journal, encryption: null, new JournalLimits(MaxRows: 10, MaxSize: long.MaxValue), delay: null));
        var entry = new JournalEntry
        {
            Time = new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero),
            ReceivedAt = new DateTimeOffset(2026, 11, 30, 1, 2, 4, TimeSpan.Zero),
            CompletedAt = new DateTimeOffset(2026, 11, 30, 1, 2, 5, TimeSpan.Zero),
            Duration = TimeSpan.FromTicks(12345),
            Tenant = new TenantId(Guid.NewGuid()),
            Details = new RequestDetails
            {
                Client = "c",
                User = "u",
                Operation = "P1",
                OperationName = "n",
                OperationId = "i",
                Id = "B2C_1A_A",
                Key = "k",
                RequestId = "r",
                ClientRequestId = "cr",
                CorrelationId = "co",
                Refusal = new RecordedRefusal("code", "message \"<ü>\"", "hint"),
                Granted = ["a", "b"],
                Accepted = ["b"],
            },
            Method = "PUT",
            Origin = "http://localhost",
            Path = "/a",
            Query = "?b",
            Protocol = "HTTP/2",
            RequestHeaders = [new RecordedHeader("A", "1"), new RecordedHeader("A", "2")],
            RequestBody = new RecordedBody(body, 70_000, IsTruncated: true, OmittedReason: null),
            Status = 200,
            ResponseHeaders = [],
            ResponseBody = RecordedBody.Omitted(length: null, "reason"),
            Fault = new RecordedFault("rule", "what"),
            IsAborted = true,
        };

        await store.AppendAsync(entry);

        var read = (await store.ReadAsync(entry.Tenant, after: 0, 10, default)).Single();
        entry.AssignNumber(1, 1);
        read.Should().BeEquivalentTo(entry, options => options.ComparingByMembers<JournalEntry>()
            .Excluding(member => member.RequestBody).Excluding(member => member.ResponseBody).Excluding(member => member.Size));
        read.RequestBody!.Bytes.ToArray().Should().Equal(body);
        (read.RequestBody with { Bytes = default }).Should().Be(entry.RequestBody with { Bytes = default });
        (read.ResponseBody! with { Bytes = default }).Should().Be(entry.ResponseBody! with { Bytes = default });
    }

    [Fact]
    public async Task Entries_are_there_after_a_restart_and_are_encrypted()
    {
        var path = Path.Combine(_folder.FullName, "restart.db");
        var tenant = Guid.NewGuid();
        MockServerFactory Create() => MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", path);
        await using (var server = Create())
            await new TrustFrameworkClient(server.CreateClient(), tenant).GetAsync("policies/B2C_1A_Stored");

        await using (var again = Create())
        {
            var journal = (await new Control.ControlClient(again.CreateClient(), tenant).GetAsync("journal")).Json;
            journal["entries"]!.AsArray().Single()!["id"]!.GetValue<string>().Should().Be("B2C_1A_Stored");
        }

        foreach (var file in Directory.GetFiles(_folder.FullName, "restart.db*"))
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)).Should().NotContain("B2C_1A_Stored");
    }
}
