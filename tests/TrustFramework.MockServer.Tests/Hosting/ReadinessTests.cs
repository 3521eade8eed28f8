using System.Net;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>A start that lasts as long as a test wants: the seed is a pipe, and whoever reads it waits for the test to write.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Until_the_seed_is_loaded_it_lives_and_is_not_ready_and_nobody_sees_half_a_seed()
    {
        using var seed = new SeedFolder();
        seed.Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A"));
        await seed.AddNamedPipeAsync("b.xml");
        await using var server = await ServerProcess.StartUntilLiveAsync(ServerProcess.FreePort(), seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.Empty) { Bearer = "Policy.Read.All" };

        var policies = client.GetAsync("policies");
        var fidelity = http.GetStringAsync(new Uri("/_mock/fidelity", UriKind.Relative));
        using var waiting = await http.GetAsync(new Uri("/_mock/health/ready", UriKind.Relative));
        var (notReady, said) = await ServerProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), "healthcheck", $"--urls={server.Address}");

        (waiting.StatusCode, await waiting.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.ServiceUnavailable, "starting: the seed is not loaded"));
        (notReady, said).Should().Be((1, $"{server.Address}_mock/health/ready answers 503 starting: the seed is not loaded."));
        (policies.IsCompleted, fidelity.IsCompleted).Should().Be((false, false), "these wait");

        seed.Write("b.xml", TrustFrameworkClient.Policy("B2C_1A_B", baseId: "B2C_1A_A"));

        (await policies).Text.Should().Contain("B2C_1A_A").And.Contain("B2C_1A_B");
        (await fidelity).Should().NotBeEmpty();
        await server.WaitForLineAsync("TrustFramework.MockServer at ");
        (await http.GetStringAsync(new Uri("/_mock/health/ready", UriKind.Relative))).Should().Be("ready");
    }

    [Fact]
    public async Task A_first_request_that_never_ends_does_not_keep_it_from_saying_where_it_is()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = await ServerProcess.StartUntilLiveAsync(ServerProcess.FreePort(), seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var follow = http.GetAsync(new Uri("/_mock/journal/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        // Asked on another connection and answered, so the first one has come.
        (await http.GetAsync(new Uri("/_mock/health/ready", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        seed.Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A"));

        await server.WaitForLineAsync("TrustFramework.MockServer at ");
        using var followed = await follow;
        followed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_seed_that_turns_out_invalid_ends_the_server_and_waiting_requests_get_503()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = await ServerProcess.StartUntilLiveAsync(ServerProcess.FreePort(), seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var waiting = http.GetAsync(new Uri("/beta/trustFramework/policies", UriKind.Relative));
        // Asked on another connection and answered, so the first one has come.
        (await http.GetAsync(new Uri("/_mock/health/ready", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        seed.Write("a.xml", "<a");
        var (exitCode, output) = await server.WaitForExitAsync();

        exitCode.Should().Be(1);
        output.Split('\n').Should().ContainSingle().Which.Should().StartWith("TrustFramework.MockServer did not start. ").And.Contain("a.xml: The policy being uploaded is not XML");
        using var told = await waiting;
        told.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await told.Content.ReadAsStringAsync()).Should().Contain("its seed cannot be loaded");
    }

    [Fact]
    public async Task A_stop_signal_while_the_seed_loads_stops_the_server()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = await ServerProcess.StartUntilLiveAsync(ServerProcess.FreePort(), seed.Setting);

        server.Terminate();
        var (exitCode, output) = await server.WaitForExitAsync();

        exitCode.Should().Be(0, output);
        output.Should().NotContain("   at ");
    }

    [Fact]
    public async Task It_is_ready_once_it_has_seen_itself_answer_at_each_of_its_addresses()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync($"{TemporaryDataFolder.HttpAndHttpsUrls};http://unix:{data.Path("socket")}");
        using var http = new HttpClient { BaseAddress = server.Address };
        // It listens there, and nobody can come any more.
        File.Move(data.Path("socket"), data.Path("elsewhere"));

        using var waiting = await http.GetAsync(new Uri("/_mock/health/ready", UriKind.Relative));
        using var alive = await http.GetAsync(new Uri("/_mock/health/live", UriKind.Relative));
        File.Move(data.Path("elsewhere"), data.Path("socket"));
        using var ready = await http.GetAsync(new Uri("/_mock/health/ready", UriKind.Relative));

        waiting.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await waiting.Content.ReadAsStringAsync()).Should().StartWith($"starting: http://unix:{data.Path("socket")} does not answer");
        (await server.WaitForLineAsync("Not ready: ")).Should().Contain(" WRN ").And.NotContain(server.SecureAddress!.ToString());
        (alive.StatusCode, ready.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
    }
}
