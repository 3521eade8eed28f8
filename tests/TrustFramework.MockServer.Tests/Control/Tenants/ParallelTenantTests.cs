using System.Globalization;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.Tests.Control.Tenants;

/// <summary>Runs two hundred simulated tests in parallel on one server, each with its own tenant.</summary>
public sealed class ParallelTenantTests : IAsyncLifetime
{
    private const int TestCount = 200;
    private const int Rounds = 20;

    private static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ServerProcess? _server;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task Parallel_tests_with_a_tenant_each_are_isolated()
    {
        using var http = new HttpClient { BaseAddress = _server!.Address };
        var tests = Enumerable.Range(0, TestCount).Select(number => new SimulatedTest(http, number)).ToArray();
        var order = new Random(20261122);

        for (var round = 0; round < Rounds; round++)
        {
            order.Shuffle(tests);
            var seeds = tests.Select(_ => order.Next()).ToArray();
            await Task.WhenAll(tests.Select((test, i) => test.RunAsync(round, new Random(seeds[i]))));
        }
    }

    /// <summary>A user's test: sets up its tenant in any order, sends requests, and finds only its own data.</summary>
    private sealed class SimulatedTest(HttpClient http, int number)
    {
        private readonly Guid _tenant = Guid.NewGuid();

        private string Id => $"B2C_1A_Test{number}";

        public async Task RunAsync(int round, Random order)
        {
            var claims = AccessTokens.Application(_tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
            claims.Remove("nbf");
            claims.Remove("exp");
            var (client, control) = (new TrustFrameworkClient(http, _tenant) { Bearer = AccessTokens.Unsigned(claims) }, new ControlClient(http, _tenant));
            var (mark, hits, day) = ($"{number}-{round}", 1 + ((number + round) % 3), Epoch.AddDays((number * Rounds) + round));

            Func<Task>[] setup =
            [
                async () => (await control.PutAsync("clock", $$"""{"now":"{{day:O}}"}""")).Status.Should().Be(200),
                async () => (await control.PostAsync("faults", $$"""
                    {"outcome":{"status":{{400 + number}},"code":"Mine{{mark}}"},"match":{"operation":"P1"},"when":{"next":{{hits}} } }
                    """)).Status.Should().Be(201),
                async () => (await client.PutPolicyAsync(Id, TrustFrameworkClient.Policy(Id, innerXml: $"<!-- {mark} -->"))).Status.Should().Be(201),
                async () => (await client.PostAsync("keySets", $$"""{"id":"Keys{{mark}}"}""")).Status.Should().Be(201),
            ];
            order.Shuffle(setup);
            foreach (var step in setup)
                await step();

            for (var hit = 0; hit < hits; hit++)
                (await client.GetAsync("policies")).ShouldBeError(400 + (number % 200), $"Mine{mark}", "");
            Ids(await client.GetAsync("policies")).Should().Equal(Id);
            Ids(await client.GetAsync("keySets")).Should().Equal($"B2C_1A_Keys{mark}");
            (await client.GetAsync($"policies/{Id}/$value")).Text.Should().Contain($"<!-- {mark} -->");
            var missing = await client.GetAsync("policies/B2C_1A_Nowhere");
            missing.Json["error"]!["innerError"]!["date"]!.GetValue<string>()
                .Should().StartWith(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "each tenant has its own clock");

            var journal = (await control.GetAsync("journal")).Json["entries"]!.AsArray();
            journal.Should().HaveCount(hits + 6, "the journal contains only the requests of this test");

            // The next round starts from the state after a reset.
            (await control.PostAsync("reset")).Status.Should().Be(204);
            Ids(await client.GetAsync("policies")).Should().BeEmpty();
            (await control.DeleteAsync("journal")).Status.Should().Be(204);
        }

        private static IEnumerable<string> Ids(ApiResponse response) => response.Json["value"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
    }
}
