using TrustFramework.MockServer.Tests.Control;
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

    private static async Task<System.Text.Json.Nodes.JsonNode> FormAsync(HttpClient http, Guid tenant, string endpoint, string form)
    {
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await http.PostAsync(new Uri($"/{tenant}/oauth2/v2.0/{endpoint}", UriKind.Relative), content);
        return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
