using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Control.Journal;

public sealed class JournalLimitTests
{
    [Fact]
    public async Task The_newest_entries_of_each_tenant_are_kept()
    {
        await using var server = MockServerFactory.With("MockServer:JournalSize", "3");
        var (noisy, quiet) = (server.NewTenant(), server.NewTenant());
        await quiet.GetAsync("policies");
        for (var i = 0; i < 5; i++)
            await noisy.GetAsync($"policies/B2C_1A_{i}");

        (await EntriesAsync(server, noisy)).Select(entry => entry!["id"]!.GetValue<string>()).Should().Equal("B2C_1A_2", "B2C_1A_3", "B2C_1A_4");
        (await EntriesAsync(server, quiet)).Should().ContainSingle();
    }

    [Fact]
    public async Task At_the_memory_limit_the_largest_tenant_loses_entries()
    {
        await using var server = MockServerFactory.With("MockServer:JournalSize", "5000").And("MockServer:Validation", "off");
        var (noisy, quiet) = (server.NewTenant(), server.NewTenant());
        await quiet.GetAsync("policies");
        // The limits are 64 KiB for a body and 64 MiB for the journal.
        await noisy.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<!--{new string('x', 64_000)}-->"));
        for (var i = 0; i < 1100; i++)
            await noisy.GetAsync("policies/B2C_1A_A/$value");

        var kept = (await new ControlClient(server.CreateClient(), noisy.Tenant).GetAsync("journal?limit=1")).Json["matching"]!.GetValue<int>();

        kept.Should().BeInRange(900, 1050);
        (await EntriesAsync(server, quiet)).Should().ContainSingle();
    }

    [Fact]
    public async Task The_beginning_and_the_length_of_a_long_body_are_recorded()
    {
        await using var server = MockServerFactory.With("MockServer:Validation", "off");
        var client = server.NewTenant();
        var policy = TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<!--{new string('ü', 70_000)}-->");

        (await client.PutPolicyAsync("B2C_1A_A", policy)).Status.Should().Be(201);

        var entry = (await EntriesAsync(server, client)).Single()!;
        foreach (var body in new[] { entry["request"]!["body"]!, entry["answer"]!["body"]! })
        {
            (body["length"]!.GetValue<int>(), body["truncated"]!.GetValue<bool>()).Should().Be((System.Text.Encoding.UTF8.GetByteCount(policy), true));
            System.Text.Encoding.UTF8.GetByteCount(body["text"]!.GetValue<string>()).Should().BeInRange((64 * 1024) - 3, 64 * 1024);
            policy.Should().StartWith(body["text"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task The_journal_can_be_disabled()
    {
        await using var server = MockServerFactory.With("MockServer:JournalSize", "0");
        var client = server.NewTenant();
        await client.GetAsync("policies");

        (await EntriesAsync(server, client)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_response_is_in_the_journal_when_the_client_has_it()
    {
        await using var server = new SocketServerFactory();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var controlHttp = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.NewGuid());
        await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        for (var i = 0; i < 200; i++)
        {
            (await client.GetAsync("policies/B2C_1A_A/$value")).Status.Should().Be(200);

            var found = await new ControlClient(controlHttp, client.Tenant).GetAsync("journal?operation=P3&limit=1");
            found.Json["matching"]!.GetValue<int>().Should().Be(i + 1);
        }
    }

    private static async Task<JsonArray> EntriesAsync(MockServerFactory server, TrustFrameworkClient client) =>
        (await new ControlClient(server.CreateClient(), client.Tenant).GetAsync("journal")).Json["entries"]!.AsArray();
}
