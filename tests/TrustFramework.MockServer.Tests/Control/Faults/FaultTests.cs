using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Faults;

/// <summary>Which requests a rule hits, and the responses. <see cref="ConnectionFaultTests"/> covers what only a socket shows.</summary>
public sealed class FaultTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(server.CreateClient(), _tenant.Tenant);

    [Theory]
    [Covers("TooManyRequests", "ServiceUnavailable", "GatewayTimeout", "InternalServerError", "UnknownError", "ServiceProblem")]
    [InlineData("""{"kind":"tooManyRequests"}""", 429, "TooManyRequests", "Too many requests. Please try again later.", "5")]
    [InlineData("""{"kind":"tooManyRequests","retryAfter":2}""", 429, "TooManyRequests", "Too many requests. Please try again later.", "2")]
    [InlineData("""{"kind":"tooManyRequests","retryAfter":-1}""", 429, "TooManyRequests", "Too many requests. Please try again later.", null)]
    [InlineData("""{"kind":"serviceUnavailable","retryAfter":60,"retryAfterAsDate":true}""", 503, "ServiceUnavailable", "The service is temporarily unavailable. Please retry after a few minutes.", "Sun, 01 Nov 2026 12:01:00 GMT")]
    [InlineData("""{"kind":"gatewayTimeout"}""", 504, "GatewayTimeout", "The gateway did not receive an answer in time.", null)]
    [InlineData("""{"kind":"internalServerError"}""", 500, "InternalServerError", "The service has an internal error.", null)]
    [InlineData("""{"kind":"unknownError"}""", 500, "UnknownError", "", null)]
    [InlineData("""{"kind":"unauthorized"}""", 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", null)]
    [InlineData("""{"kind":"serviceProblem"}""", 500, "AADB2C90063", "There is a problem with the service.", null)]
    [InlineData("""{"status":418,"code":"Teapot","message":"Short and stout."}""", 418, "Teapot", "Short and stout.", null)]
    [InlineData("""{"kind":"serviceProblem","status":400}""", 400, "AADB2C90063", "There is a problem with the service.", null)]
    public async Task Each_outcome_returns_an_error_of_the_service(string outcome, int status, string code, string message, string? retryAfter)
    {
        await AddAsync($$"""{"outcome":{{outcome}},"when":{"next":1} }""");

        var hit = await _tenant.GetAsync("policies");

        hit.ShouldBeError(status, code, message);
        hit.Header("Retry-After").Should().Be(retryAfter);
        (hit.Header("WWW-Authenticate") is not null).Should().Be(status == 401);
        (await _tenant.GetAsync("policies")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("""{"next":2}""", "xx......")]
    [InlineData("""{"skip":1,"next":2}""", ".xx.....")]
    [InlineData("""{"every":3}""", "..x..x..")]
    [InlineData("""{"every":3,"next":1}""", "..x.....")]
    [InlineData("""{"skip":4}""", "....xxxx")]
    [InlineData("""{"probability":0}""", "........")]
    [InlineData("""{"probability":1}""", "xxxxxxxx")]
    [InlineData("""{"until":"2026-11-01T12:00:01Z"}""", "xxxxxxxx")]
    [InlineData("""{"from":"2026-11-01T12:00:01Z"}""", "........")]
    public async Task When_selects_the_requests(string when, string expected)
    {
        await AddAsync($$"""{"id":"r","outcome":{"kind":"internalServerError"},"when":{{when}} }""");

        (await PatternAsync(8)).Should().Be(expected);

        var rule = (await Control.GetAsync("faults/r")).Json;
        rule["hits"]!.GetValue<int>().Should().Be(expected.Count(c => c == 'x'));
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_requests()
    {
        async Task<string> RollAsync(int seed)
        {
            await Control.PutAsync("faults/dice", $$"""{"outcome":{"kind":"internalServerError"},"when":{"probability":0.5,"seed":{{seed}} } }""");
            return await PatternAsync(40);
        }

        var first = await RollAsync(7);

        first.Should().Contain("x").And.Contain(".");
        (await RollAsync(7)).Should().Be(first);
        (await RollAsync(8)).Should().NotBe(first);
    }

    [Fact]
    public async Task A_time_window_and_a_time_to_live_follow_the_tenants_clock()
    {
        await AddAsync("""{"outcome":{"kind":"internalServerError"},"when":{"from":"2026-11-01T13:00:00Z","until":"2026-11-01T14:00:00Z"}}""");
        await AddAsync("""{"outcome":{"kind":"serviceUnavailable"},"timeToLive":"PT30M"}""");
        async Task<int> LaterAsync(string by)
        {
            await Control.PostAsync("clock/advance", $$"""{"by":"{{by}}"}""");
            return (await _tenant.GetAsync("policies")).Status;
        }

        (await LaterAsync("PT29M")).Should().Be(503);
        (await LaterAsync("PT1M")).Should().Be(200);
        (await LaterAsync("PT30M")).Should().Be(500);
        (await LaterAsync("PT1H")).Should().Be(200);
    }

    [Theory]
    [InlineData("""{"operation":"P1"}""", true)]
    [InlineData("""{"operation":"listTrustFrameworkPolicies"}""", true)]
    [InlineData("""{"operation":"P4"}""", false)]
    [InlineData("""{"operation":"Login"}""", false)]
    [InlineData("""{"method":"get"}""", true)]
    [InlineData("""{"method":"PUT"}""", false)]
    [InlineData("""{"path":"/beta/trustframework/pol*"}""", true)]
    [InlineData("""{"path":"/beta/trustFramework/keySets*"}""", false)]
    [InlineData("""{"client":"the-client"}""", true)]
    [InlineData("""{"client":"another"}""", false)]
    [InlineData("""{"operation":"P1","client":"another"}""", false)]
    public async Task Match_selects_the_requests(string match, bool isHit)
    {
        var login = new LoginClient(server, _tenant.Tenant.ToString());
        var token = await login.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", "the-client"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));
        await AddAsync($$"""{"outcome":{"kind":"internalServerError"},"match":{{match}} }""");

        (await login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(isHit ? 500 : 200);
    }

    [Fact]
    public async Task Rules_apply_one_after_the_other_and_a_tenants_rules_precede_the_global_ones()
    {
        await using var own = new MockServerFactory();
        var (first, second) = (own.NewTenant(), own.NewTenant());
        var (global, tenant) = (new ControlClient(own.CreateClient()), new ControlClient(own.CreateClient(), first.Tenant));
        await global.PostAsync("faults", """{"outcome":{"kind":"gatewayTimeout"},"when":{"next":2}}""");
        await tenant.PostAsync("faults", """{"outcome":{"kind":"tooManyRequests"},"when":{"next":1}}""");
        await tenant.PostAsync("faults", """{"outcome":{"kind":"serviceUnavailable"},"when":{"next":1}}""");

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await first.GetAsync("policies")).Status);

        statuses.Should().Equal(429, 503, 504);
        (await second.GetAsync("policies")).Status.Should().Be(504);
        (await second.GetAsync("policies")).Status.Should().Be(200);
        (await first.GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_upload_that_replaces_a_policy_can_return_201()
    {
        await AddAsync("""{"outcome":{"kind":"spuriousCreated"},"match":{"operation":"P4"},"when":{"skip":1,"next":1}}""");
        var xml = TrustFrameworkClient.Policy("B2C_1A_A");

        foreach (var status in new[] { 201, 201, 200 })
            (await _tenant.PutPolicyAsync("B2C_1A_A", xml)).Status.Should().Be(status);
    }

    [Theory]
    [Covers("AADSTS90033")]
    [InlineData("""{"path":"*/oauth2/v2.0/token"}""")]
    [InlineData("""{"operation":"oauth2/v2.0/token"}""")]
    [InlineData("""{"operation":"Login"}""")]
    public async Task The_login_service_returns_its_own_error(string match)
    {
        var login = new LoginClient(server, _tenant.Tenant.ToString());
        await AddAsync($$"""{"outcome":{"kind":"serviceUnavailable","retryAfter":1},"match":{{match}},"when":{"next":1} }""");
        Task<ApiResponse> RequestTokenAsync() => login.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", "c"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));

        var hit = await RequestTokenAsync();

        LoginClient.ShouldBeLoginError(hit, 90033, "temporarily_unavailable", 503);
        hit.Header("Retry-After").Should().Be("1");
        (await RequestTokenAsync()).Status.Should().Be(200);
    }

    [Fact]
    public async Task Rules_never_hit_the_control_plane_and_the_pages()
    {
        await using var own = new MockServerFactory();
        using var http = own.CreateClient();
        await new ControlClient(http).PostAsync("faults", """{"outcome":{"kind":"internalServerError"}}""");

        (await own.NewTenant().GetAsync("policies")).Status.Should().Be(500);
        (await own.NewTenant().GetAsync("nowhere")).Status.Should().Be(500);
        foreach (var path in new[] { "/_mock/faults", "/_mock/health/ready", "/swagger/index.html", "/openapi/v1.json" })
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            ((int)response.StatusCode).Should().Be(200, path);
        }
    }

    [Fact]
    public async Task The_journal_contains_the_injected_fault_and_its_rule()
    {
        await AddAsync("""{"id":"storm","outcome":{"kind":"tooManyRequests"},"when":{"next":1}}""");
        await _tenant.GetAsync("policies");
        await _tenant.GetAsync("policies");

        var entries = (await Control.GetAsync("journal")).Json["entries"]!.AsArray();

        entries[0]!["fault"]!.ToJsonString().Should().Be("""{"rule":"storm","what":"outcome 429"}""");
        entries[1]!["fault"].Should().BeNull();
        entries[1]!["warnings"]!.AsArray().Should().ContainSingle("the client retried before the five seconds had passed");
    }

    [Fact]
    public async Task Rules_are_listed_read_replaced_and_deleted()
    {
        (await AddAsync("""{"id":"a","outcome":{"kind":"unknownError"}}""")).Text.Should().Be(
            """{"id":"a","outcome":{"kind":"unknownError","status":500},"seen":0,"hits":0}""");
        (await AddAsync("""{"latency":{"milliseconds":1}}""")).Json["id"]!.GetValue<string>().Should().HaveLength(8);
        await _tenant.GetAsync("policies");
        (await Control.GetAsync("faults/A")).Json["seen"]!.GetValue<int>().Should().Be(1);

        (await Control.PutAsync("faults/a", """{"fault":{"kind":"slowBody"}}""")).Text.Should().Be(
            """{"id":"a","fault":{"kind":"slowBody","bytesPerSecond":1024},"seen":0,"hits":0}""");
        (await Control.GetAsync("faults")).Json["faults"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).Should().HaveCount(2).And.EndWith("a");
        (await Control.DeleteAsync("faults/a")).Status.Should().Be(204);
        ShouldBeProblem(await Control.DeleteAsync("faults/a"), 404, "The rule 'a' does not exist.");
        (await Control.DeleteAsync("faults")).Status.Should().Be(204);
        (await Control.GetAsync("faults")).Text.Should().Be("""{"faults":[]}""");
    }

    private async Task<ApiResponse> AddAsync(string json)
    {
        var added = await Control.PostAsync("faults", json);
        added.Status.Should().Be(201, added.Text);
        return added;
    }

    private async Task<string> PatternAsync(int requests)
    {
        var pattern = "";
        for (var i = 0; i < requests; i++)
            pattern += (await _tenant.GetAsync("policies")).Status == 200 ? '.' : 'x';
        return pattern;
    }
}
