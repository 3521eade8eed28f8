using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Journal;

public sealed class JournalTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Fact]
    public async Task An_entry_has_the_request_the_response_and_the_caller()
    {
        var policy = TrustFrameworkClient.Policy("B2C_1A_A");
        await _client.SendAsync(HttpMethod.Put, "policies('B2C_1A_A')/$value?a=b", TrustFrameworkClient.Xml(policy), request => request.Headers.Add("client-request-id", "mine"));

        var entry = (await EntriesAsync("journal")).Single()!;

        (entry["operation"]!.GetValue<string>(), entry["operationName"]!.GetValue<string>(), entry["id"]!.GetValue<string>(), entry["client"]!.GetValue<string>())
            .Should().Be(("P4", "Update or create trustFrameworkPolicy", "B2C_1A_A", "test-client"));
        (entry["method"]!.GetValue<string>(), entry["url"]!.GetValue<string>(), entry["status"]!.GetValue<int>())
            .Should().Be(("PUT", "http://localhost/beta/trustFramework/policies('B2C_1A_A')/$value?a=***", 201));
        (entry["tenant"]!.GetValue<Guid>(), entry["time"]!.GetValue<string>(), entry["clientRequestId"]!.GetValue<string>(), entry["aborted"]!.GetValue<bool>())
            .Should().Be((_client.Tenant, "2026-11-01T12:00:00+00:00", "mine", false));
        (entry["request"]!["headers"]!["Authorization"]!.GetValue<string>(), entry["request"]!["body"]!["text"]!.GetValue<string>()).Should().Be(("Bearer ***", policy));
        (entry["answer"]!["headers"]!["Content-Type"]!.GetValue<string>(), entry["answer"]!["body"]!["text"]!.GetValue<string>()).Should().Be(("application/xml", policy));
        entry["permissions"]!["accepted"]!.ToJsonString().Should().Be($"""["{AccessTokens.PolicyWrite}"]""");
        entry["permissions"]!["granted"]!.AsArray().Should().HaveCount(6);
        entry["refusal"].Should().BeNull();
        (await Control.GetAsync($"journal/{entry["number"]}")).Text.Should().Be(entry.ToJsonString(Relaxed));
    }

    [Theory]
    [InlineData("a.b=c", "a.b=***")]
    [InlineData("a%20b=c", "***")]
    [InlineData("a%0A=c", "***")]
    public async Task The_name_of_an_unknown_query_option_is_visible_if_it_is_an_identifier(string query, string expected)
    {
        await _client.GetAsync($"policies?{query}");

        (await EntriesAsync("journal")).Single()!["url"]!.GetValue<string>().Should().EndWith($"/policies?{expected}");
    }

    [Fact]
    public async Task A_refusal_is_recorded_with_its_message_and_hint()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", baseId: "B2C_1A_Base"));

        var entry = (await EntriesAsync("journal?status=4xx")).Single()!;

        entry["refusal"]!["code"]!.GetValue<string>().Should().Be("AADB2C");
        entry["refusal"]!["message"]!.GetValue<string>().Should().StartWith("Validation failed");
        entry["refusal"]!["hint"]!.GetValue<string>().Should().Be("Upload 'B2C_1A_Base' first, then 'B2C_1A_A'.");
        entry["correlationId"]!.GetValue<string>().Should().Be(entry["requestId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Requests_to_the_login_service_are_recorded()
    {
        var login = new LoginClient(server, _client.Tenant.ToString());
        await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "pipeline"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));
        await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "pipeline"), ("scope", "x"));
        await login.GetAsync("v2.0/.well-known/openid-configuration");

        var entries = await EntriesAsync("journal?client=pipeline&operation=oauth2/v2.0/token");

        entries.Should().HaveCount(2);
        (await EntriesAsync("journal?operation=login")).Should().HaveCount(3);
        entries[0]!["request"]!["body"]!["text"]!.GetValue<string>().Should().Be($"grant_type=client_credentials&client_id=pipeline&client_secret=***&scope={Uri.EscapeDataString(LoginClient.DefaultScope)}");
        entries[0]!["answer"]!["body"]!["text"]!.GetValue<string>().Should().StartWith("""{"token_type":"Bearer",""").And.Contain("\"access_token\":\"***\"");
        entries[1]!["refusal"]!["code"]!.GetValue<string>().Should().StartWith("AADSTS");
        (await EntriesAsync("journal?path=*openid-configuration")).Single()!["answer"]!["body"]!["text"]!.GetValue<string>().Should().Contain("\"token_endpoint\":\"http");
    }

    [Fact]
    public async Task Requests_without_a_tenant_are_in_the_server_journal_and_control_plane_requests_are_not_recorded()
    {
        await using var own = new MockServerFactory();
        var (client, serverControl) = (own.NewTenant(), new ControlClient(own.CreateClient()));
        await own.CreateClient().GetAsync(new Uri("/beta/nowhere", UriKind.Relative));
        await client.GetAsync("nowhere");
        await serverControl.GetAsync("clock");
        foreach (var path in new[] { "/", "/swagger/index.html", "/openapi/v1.json", "/_mock/health/live" })
            await own.CreateClient().GetAsync(new Uri(path, UriKind.Relative));

        var all = (await serverControl.GetAsync("journal")).Json["entries"]!.AsArray();
        var mine = (await new ControlClient(own.CreateClient(), client.Tenant).GetAsync("journal")).Json["entries"]!.AsArray();

        all.Select(entry => (entry!["tenant"]?.GetValue<Guid>(), entry["status"]!.GetValue<int>(), entry["operation"]?.GetValue<string>())).Should()
            .Equal((null, 401, null), (client.Tenant, 400, null));
        mine.Should().ContainSingle();
    }

    [Fact]
    public async Task Filters_and_limits_return_the_newest_matching_entries_in_order()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        await _client.GetAsync("policies/B2C_1A_A/$value");
        await _client.GetAsync("policies/B2C_1A_B/$value");
        await _client.PostAsync("keySets", """{"id":"a"}""");
        var numbers = (await EntriesAsync("journal")).Select(entry => entry!["number"]!.GetValue<long>()).ToArray();
        async Task<long[]> FoundAsync(string filter) => [.. (await EntriesAsync($"journal?{filter}")).Select(entry => entry!["number"]!.GetValue<long>())];

        numbers.Should().HaveCount(4).And.BeInAscendingOrder();
        (await FoundAsync("operation=p3")).Should().Equal(numbers[1], numbers[2]);
        (await FoundAsync("operation=Create%20trustFrameworkKeySet")).Should().Equal(numbers[3]);
        (await FoundAsync("id=b2c_1a_a")).Should().Equal(numbers[0], numbers[1]);
        (await FoundAsync("method=get&status=404")).Should().Equal(numbers[2]);
        (await FoundAsync("path=*/POLICIES/*")).Should().Equal(numbers[0], numbers[1], numbers[2]);
        (await FoundAsync("code=AADB2C90073")).Should().Equal(numbers[2]);
        (await FoundAsync($"since={numbers[1]}")).Should().Equal(numbers[2], numbers[3]);
        (await FoundAsync("limit=2")).Should().Equal(numbers[2], numbers[3]);
        (await Control.GetAsync("journal?limit=2")).Json["matching"]!.GetValue<int>().Should().Be(4);
        (await FoundAsync("client=nobody")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("status=40", "Use a status code (404) or a class of status codes (4xx)")]
    [InlineData("since=last", "is not the number of an entry")]
    [InlineData("limit=0", "Use a number greater than 0")]
    [InlineData("warnings=some", "Use true or false")]
    [InlineData("verb=GET", "Unknown filter 'verb'")]
    [InlineData("operation=P99", "The operation 'P99' is unknown.")]
    [InlineData("operation=ListJournal", "The operation 'ListJournal' is unknown.")]
    public async Task An_invalid_filter_is_refused_with_a_hint(string query, string detail)
    {
        ShouldBeProblem(await Control.GetAsync($"journal?{query}"), 400, detail);
        ShouldBeProblem(await Control.GetAsync($"journal.har?{query}"), 400, detail);
        ShouldBeProblem(await Control.GetAsync($"journal/stream?{query}"), 400, detail);
    }

    [Fact]
    public async Task Clearing_a_tenants_journal_keeps_other_tenants_entries()
    {
        var other = server.NewTenant();
        await _client.GetAsync("policies");
        await other.GetAsync("policies");

        (await Control.DeleteAsync("journal")).Status.Should().Be(204);

        (await EntriesAsync("journal")).Should().BeEmpty();
        (await new ControlClient(server.CreateClient(), other.Tenant).GetAsync("journal")).Json["entries"]!.AsArray().Should().ContainSingle();
        ShouldBeProblem(await Control.GetAsync("journal/1"), 404, "The journal has no entry 1");
    }

    [Fact]
    public async Task Entry_times_follow_the_tenants_clock()
    {
        await Control.PostAsync("clock/advance", """{"by":"PT30M"}""");

        await _client.GetAsync("policies");

        (await EntriesAsync("journal")).Single()!["time"]!.GetValue<string>().Should().Be("2026-11-01T12:30:00+00:00");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<JsonArray> EntriesAsync(string path)
    {
        var response = await Control.GetAsync(path);
        response.Status.Should().Be(200, response.Text);
        return response.Json["entries"]!.AsArray();
    }
}
