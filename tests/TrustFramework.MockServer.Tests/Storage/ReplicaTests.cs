using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Login;
using TrustFramework.Tenants.PostgreSql.Tests;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Storage;

/// <summary>Two servers on one database. A request may go to either of them.</summary>
public sealed class ReplicaTests(PostgreSqlServer database) : IClassFixture<PostgreSqlServer>, IAsyncLifetime
{
    private MockServerFactory[] _servers = [];

    public Task InitializeAsync()
    {
        if (PostgreSqlServer.Programs is null)
            return Task.CompletedTask;
        var settings = TestStore.CreatePostgreSqlSettings(database);
        _servers = [.. Enumerable.Range(0, 2).Select(_ => settings.Aggregate(new MockServerFactory(), (server, setting) => server.And(setting.Key, setting.Value!)))];
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Parallel_tests_on_both_servers_do_not_interfere_and_lose_no_update()
    {
        var clients = _servers.Select(server => server.CreateClient()).ToArray();

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var tenant = Guid.NewGuid();
            var random = new Random(number);
            TrustFrameworkClient Any() => new(clients[random.Next(2)], tenant);

            (await Any().PostAsync("keySets", """{"id":"a"}""")).Status.Should().Be(201);
            var keys = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Any()).ToList()
                .Select(client => client.PostAsync("keySets/B2C_1A_a/generateKey", """{"kty":"oct","use":"sig"}""")));
            keys.Select(key => key.Status).Should().AllBeEquivalentTo(200);
            (await Any().PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base"))).Status.Should().Be(201);
            (await Any().PutPolicyAsync("B2C_1A_Child", Policy("B2C_1A_Child", baseId: "B2C_1A_Base"))).Status.Should().Be(201);

            (await Any().GetAsync("keySets/B2C_1A_a")).Json["keys"]!.AsArray().Should().HaveCount(3);
            (await Any().GetAsync("policies")).Json["value"]!.AsArray().Should().HaveCount(2);
            (await Any().DeleteAsync("policies/B2C_1A_Base")).Status.Should().Be(204);
            (await Any().PutPolicyAsync("B2C_1A_Child", Policy("B2C_1A_Child", baseId: "B2C_1A_Base"))).Status.Should().Be(400, "the other server sees the deletion");
        });
    }

    [PostgreSqlFact]
    public async Task A_device_sign_in_that_one_server_started_is_redeemed_at_the_other()
    {
        var tenant = Guid.NewGuid();
        var (first, second) = (_servers[0].CreateClient(), _servers[1].CreateClient());

        var started = await FormAsync(first, tenant, "devicecode", "client_id=app&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
        var code = started["device_code"]!.GetValue<string>();
        var redeemed = await FormAsync(second, tenant, "token", $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=app&device_code={code}");
        var again = await FormAsync(first, tenant, "token", $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=app&device_code={code}");

        redeemed["access_token"].Should().NotBeNull();
        again["error"].Should().NotBeNull("a code is redeemed once");
    }

    [PostgreSqlFact]
    public async Task A_code_that_one_server_issued_is_redeemed_once_at_the_other()
    {
        var tenant = Guid.NewGuid().ToString();
        var (first, second) = (new LoginClient(_servers[0], tenant), new LoginClient(_servers[1], tenant));
        var code = LoginClient.ParseRedirect(await first.SignInAsync("client_id=app&redirect_uri=https://app.example/cb&response_type=code&scope=openid%20Policy.Read.All"))["code"];
        Task<ApiResponse> RedeemAsync(LoginClient login) =>
            login.TokenAsync(("grant_type", "authorization_code"), ("client_id", "app"), ("code", code), ("redirect_uri", "https://app.example/cb"));

        var token = await RedeemAsync(second);

        token.Status.Should().Be(200);
        (await RedeemAsync(first)).Status.Should().Be(400);
        var graph = new TrustFrameworkClient(_servers[0].CreateClient(), Guid.Empty) { Bearer = token.Json["access_token"]!.GetValue<string>() };
        (await graph.GetAsync("policies")).Status.Should().Be(200);
    }

    [PostgreSqlFact]
    public async Task Clocks_and_fault_counters_are_shared()
    {
        var tenant = Guid.NewGuid();
        var control = _servers.Select(server => new ControlClient(server.CreateClient(), tenant)).ToArray();
        await control[0].PostAsync("clock/advance", """{"by":"PT1H"}""");
        (await control[0].PostAsync("faults", """{"id":"twice","match":{"operation":"P1"},"when":{"next":2},"outcome":{"kind":"tooManyRequests"}}""")).Status.Should().Be(201);

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
            statuses.Add((await new TrustFrameworkClient(_servers[i % 2].CreateClient(), tenant).GetAsync("policies")).Status);

        statuses.Should().Equal(429, 429, 200, 200);
        (await control[1].GetAsync("clock")).Json["now"]!.GetValue<DateTimeOffset>().Should().Be(_servers[0].Clock.Now.AddHours(1));
        (await control[1].GetAsync("faults/twice")).Json["hits"]!.GetValue<int>().Should().Be(2);
    }

    [PostgreSqlFact]
    public async Task The_journal_contains_the_requests_to_all_servers()
    {
        var tenant = Guid.NewGuid();
        var control = _servers.Select(server => new ControlClient(server.CreateClient(), tenant)).ToArray();
        using var reader = _servers[1].CreateClient();
        await using var stream = await reader.GetStreamAsync(new Uri($"/_mock/tenants/{tenant}/journal/stream", UriKind.Relative));
        await using var events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).Should().BeTrue();
        for (var i = 0; i < 4; i++)
            await new TrustFrameworkClient(_servers[i % 2].CreateClient(), tenant).GetAsync($"policies/B2C_1A_{i}");

        foreach (var server in control)
        {
            var entries = (await server.GetAsync("journal")).Json["entries"]!.AsArray();
            entries.Select(entry => entry!["id"]!.GetValue<string>()).Should().Equal("B2C_1A_0", "B2C_1A_1", "B2C_1A_2", "B2C_1A_3");
            entries.Select(entry => entry!["number"]!.GetValue<long>()).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
            (await server.PostAsync("verify", """{"expectations":[{"method":"GET","exactly":4}]}""")).Status.Should().Be(200);
        }

        for (var i = 0; i < 4; i++)
        {
            (await events.MoveNextAsync()).Should().BeTrue();
            JsonNode.Parse(events.Current.Data)!["id"]!.GetValue<string>().Should().Be($"B2C_1A_{i}");
        }

        (await control[0].DeleteAsync("journal")).Status.Should().Be(204);
        (await control[1].GetAsync("journal")).Json["matching"]!.GetValue<int>().Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task A_repetition_at_another_server_that_comes_too_early_gets_a_warning()
    {
        var tenant = Guid.NewGuid();
        var control = new ControlClient(_servers[1].CreateClient(), tenant);
        (await control.PostAsync("faults", """{"match":{"operation":"P1"},"when":{"next":1},"outcome":{"kind":"tooManyRequests"}}""")).Status.Should().Be(201);
        foreach (var server in _servers)
            await new TrustFrameworkClient(server.CreateClient(), tenant).GetAsync("policies");

        (await control.GetAsync("journal?warnings=true")).Json["entries"]!.AsArray().Single()!["status"]!.GetValue<int>().Should().Be(200);
    }

    private static async Task<JsonNode> FormAsync(HttpClient http, Guid tenant, string endpoint, string form)
    {
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await http.PostAsync(new Uri($"/{tenant}/oauth2/v2.0/{endpoint}", UriKind.Relative), content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
