using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Control.Faults;
using static TrustFramework.MockServer.Tests.Graph.Batching.BatchClient;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>An injected fault affects single requests of a batch, and the journal records each request separately.</summary>
public sealed class BatchFaultTests(ConnectionFaultTests.ManualTimerServer server) : IClassFixture<ConnectionFaultTests.ManualTimerServer>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    private BatchClient Batch => new(_tenant);

    private ControlClient Control => new(server.CreateClient(), _tenant.Tenant);

    [Fact]
    public async Task Throttling_affects_a_single_request()
    {
        await AddAsync("""{"match":{"operation":"P3"},"outcome":{"kind":"tooManyRequests","retryAfter":7}}""");

        var items = await Batch.SendAsync(Get("1", "/trustFramework/policies"), Get("2", "/trustFramework/policies/a/$value"), Get("3", "/organization"));

        items.Select(item => (item.Status, item.Header("Retry-After"))).Should().Equal((200, null), (429, "7"), (200, null));
        items[1].ShouldBeError(429, "TooManyRequests", "Too many requests. Please try again later.");
    }

    [Fact]
    public async Task A_fault_counts_each_request_of_a_batch()
    {
        await AddAsync("""{"match":{"path":"/beta/trustFramework/*"},"outcome":{"kind":"serviceUnavailable"},"when":{"skip":1,"next":1}}""");

        var items = await Batch.SendAsync(Get("1", "/trustFramework/policies"), Get("2", "/trustFramework/policies", DependsOn("1")), Get("3", "/trustFramework/policies", DependsOn("1")));

        items.Select(item => item.Status).Should().Equal(200, 503, 200);
    }

    [Theory]
    [InlineData("B1")]
    [InlineData("batchRequests")]
    public async Task A_fault_for_the_batch_operation_affects_the_whole_batch(string operation)
    {
        await AddAsync($$"""{"match":{"operation":"{{operation}}"},"outcome":{"kind":"tooManyRequests"},"when":{"next":1} }""");

        (await Batch.PostRequestsAsync(PutPolicy("1", "B2C_1A_A"))).ShouldBeError(429, "TooManyRequests", "Too many requests. Please try again later.");

        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_token_error_of_one_request_has_its_own_challenge()
    {
        await AddAsync("""{"match":{"operation":"P1"},"outcome":{"kind":"unauthorized"}}""");

        var item = await Batch.SendOneAsync(Get("1", "/trustFramework/policies"));

        item.Status.Should().Be(401);
        item.Header("WWW-Authenticate").Should().StartWith($"Bearer realm=\"\", authorization_uri=\"{server.Address}common/oauth2/authorize\"");
    }

    [Theory]
    [InlineData("connectionReset", false)]
    [InlineData("truncatedBody", true)]
    public async Task A_broken_response_becomes_a_gateway_timeout(string kind, bool isDone)
    {
        await AddAsync($$"""{"match":{"operation":"P4"},"fault":{"kind":"{{kind}}"} }""");

        var items = await Batch.SendAsync(
            Get("1", "/organization"), PutPolicy("2", "B2C_1A_A", more: DependsOn("1")), Get("3", "/organization", DependsOn("2")));

        items.Select(item => item.Status).Should().Equal(200, 504, 424);
        items[1].ShouldBeError(504, "GatewayTimeout", "The gateway did not receive an answer in time.");
        items[1].Headers.Select(header => header.Key).Should().BeEquivalentTo("request-id", "client-request-id", "x-ms-ags-diagnostic", "Cache-Control", "Content-Type");
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be(isDone ? "1" : "0");
        var entry = (await EntriesAsync("operation=P4")).Should().ContainSingle().Subject;
        entry["requestId"]!.GetValue<string>().Should().Be(items[1].Header("request-id"));
        entry["fault"]!["what"]!.GetValue<string>().Should().ContainEquivalentOf(kind);
        entry["aborted"]!.GetValue<bool>().Should().Be(!isDone);
    }

    [Fact]
    public async Task A_slow_response_is_complete_and_delays_the_batch()
    {
        await _tenant.PutPolicyAsync("B2C_1A_Slow", TrustFrameworkClient.Policy("B2C_1A_Slow"));
        await AddAsync("""{"match":{"operation":"P3"},"fault":{"kind":"slowBody","bytesPerSecond":1000}}""");

        var slow = Batch.SendAsync(Get("1", "/trustFramework/policies/B2C_1A_Slow/$value"), Get("2", "/organization"));
        while (!slow.IsCompleted)
            await Task.WhenAny(slow, server.ManualClock.AdvanceTimersAsync());

        (await slow)[0].Text.Should().Be(TrustFrameworkClient.Policy("B2C_1A_Slow"));
    }

    [Fact]
    public async Task A_spurious_201_works_in_a_batch()
    {
        await AddAsync("""{"match":{"operation":"P4"},"outcome":{"kind":"spuriousCreated"}}""");

        var items = await Batch.SendAsync(PutPolicy("1", "B2C_1A_A"), PutPolicy("2", "B2C_1A_A", more: DependsOn("1")));

        items.Select(item => item.Status).Should().Equal(201, 201);
    }

    [Fact]
    public async Task A_delayed_write_is_not_visible_to_later_requests_of_the_batch()
    {
        await AddAsync("""{"match":{"operation":"P4"},"behavior":{"visibleAfter":"PT5S"}}""");

        var items = await Batch.SendAsync(PutPolicy("1", "B2C_1A_A"), Get("2", "/trustFramework/policies/B2C_1A_A", DependsOn("1")));

        items.Select(item => item.Status).Should().Equal(201, 404);
    }

    [Fact]
    public async Task The_journal_records_each_request_separately_followed_by_the_batch()
    {
        var response = await _tenant.SendAsync(
            HttpMethod.Post,
            "/beta/$batch",
            TrustFrameworkClient.Json($$"""{"requests":[{{PutPolicy("1", "B2C_1A_A")}},{{Get("2", "/beta/trustFramework/policies/none?a=b", DependsOn("1"))}},{{Get("3", "/organization", DependsOn("2"))}}]}"""),
            request => request.Headers.Add("client-request-id", "whole"));

        var entries = await EntriesAsync("");

        entries.Select(entry => (entry["operation"]!.GetValue<string>(), entry["method"]!.GetValue<string>(), entry["status"]!.GetValue<int>(), new Uri(entry["url"]!.GetValue<string>()).PathAndQuery))
            .Should().Equal(
                ("P4", "PUT", 201, "/beta/trustFramework/policies/B2C_1A_A/$value"),
                ("P6", "GET", 404, "/beta/trustFramework/policies/none?a=***"),
                ("B1", "POST", 200, "/beta/$batch"));
        entries.Should().AllSatisfy(entry => (entry["client"]!.GetValue<string>(), entry["clientRequestId"]!.GetValue<string>(), entry["aborted"]!.GetValue<bool>())
            .Should().Be(("test-client", "whole", false)));
        entries[0]["id"]!.GetValue<string>().Should().Be("B2C_1A_A");
        entries[0]["request"]!["body"]!["text"]!.GetValue<string>().Should().Be(TrustFrameworkClient.Policy("B2C_1A_A"));
        entries[0]["answer"]!["body"]!["text"]!.GetValue<string>().Should().Be(TrustFrameworkClient.Policy("B2C_1A_A"));
        entries[0]["permissions"]!["accepted"]!.ToJsonString().Should().Be($"""["{AccessTokens.PolicyWrite}"]""");
        entries[1]["refusal"]!["code"]!.GetValue<string>().Should().Be("AADB2C90073");
        entries[2]["refusal"].Should().BeNull();
        entries[2]["id"].Should().BeNull();
        entries[2]["requestId"]!.GetValue<string>().Should().Be(response.Header("request-id"));
        entries[2]["request"]!["body"]!["text"]!.GetValue<string>().Should().StartWith("""{"requests":[{"id":"***","method":"***",""");
        JsonNode.DeepEquals(JsonNode.Parse(entries[2]["answer"]!["body"]!["text"]!.GetValue<string>()), response.Json).Should().BeTrue();
    }

    [Fact]
    public async Task When_the_client_disconnects_the_remaining_requests_are_not_sent()
    {
        await AddAsync("""{"match":{"operation":"P1"},"latency":{"milliseconds":1000}}""");
        using var http = server.CreateClient();
        using var journal = new StreamReader(await http.GetStreamAsync(new Uri($"/_mock/tenants/{_tenant.Tenant}/journal/stream", UriKind.Relative)));
        using var going = server.CreateClient();

        var sent = new BatchClient(new TrustFrameworkClient(going, _tenant.Tenant) { Bearer = _tenant.Bearer })
            .PostRequestsAsync(Get("1", "/trustFramework/policies"), PutPolicy("2", "B2C_1A_A", more: DependsOn("1")));
        await server.ManualClock.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromMinutes(1));
        going.CancelPendingRequests();

        await FluentActions.Awaiting(() => sent).Should().ThrowAsync<OperationCanceledException>();
        (await NextAsync(journal)).Should().Be(("P1", true));
        (await NextAsync(journal)).Should().Be(("B1", true));
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    private static async Task<(string Operation, bool Aborted)> NextAsync(StreamReader journal)
    {
        const string Data = "data: ";
        while (true)
        {
            var line = await journal.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            if (line?.StartsWith(Data, StringComparison.Ordinal) != true)
                continue;
            if (JsonNode.Parse(line[Data.Length..])! is var entry && entry["operation"] is { } operation)
                return (operation.GetValue<string>(), entry["aborted"]!.GetValue<bool>());
        }
    }

    private async Task<IReadOnlyList<JsonNode>> EntriesAsync(string query) =>
        [.. (await Control.GetAsync($"journal?{query}")).Json["entries"]!.AsArray().Select(entry => entry!)];

    private async Task AddAsync(string json)
    {
        var added = await Control.PostAsync("faults", json);
        added.Status.Should().Be(201, added.Text);
    }
}
