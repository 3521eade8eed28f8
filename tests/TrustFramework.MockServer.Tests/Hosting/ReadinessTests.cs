using System.Net;
using TrustFramework.MockServer.Tests.Cli;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The start of the server. The seed is a named pipe, so the start lasts until the test writes to it.</summary>
public sealed class ReadinessTests
{
    private static readonly Uri Ready = new("/_mock/health/ready", UriKind.Relative);

    [Fact]
    public async Task Until_the_seed_is_loaded_the_server_is_live_and_not_ready_and_requests_wait()
    {
        using var seed = new SeedFolder();
        seed.Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A"));
        await seed.AddNamedPipeAsync("b.xml");
        await using var server = await InProcessServer.StartListeningAsync(seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.Empty) { Bearer = "Policy.Read.All" };

        var policies = client.GetAsync("policies");
        var fidelity = http.GetStringAsync(new Uri("/_mock/fidelity", UriKind.Relative));
        using var waiting = await http.GetAsync(Ready);
        var check = await CommandRunner.RunAsync(".", "healthcheck", $"--urls={server.Address}");

        (waiting.StatusCode, await waiting.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.ServiceUnavailable, "starting: the seed is not loaded"));
        (check.ExitCode, check.Output.TrimEnd()).Should().Be((1, $"{server.Address}_mock/health/ready responds with 503 starting: the seed is not loaded."));
        (await http.GetStringAsync(new Uri("/_mock/health/live", UriKind.Relative))).Should().Be("live");
        (policies.IsCompleted, fidelity.IsCompleted, server.Started.IsCompleted).Should().Be((false, false, false));

        seed.Write("b.xml", TrustFrameworkClient.Policy("B2C_1A_B", baseId: "B2C_1A_A"));

        (await policies).Text.Should().Contain("B2C_1A_A").And.Contain("B2C_1A_B");
        (await fidelity).Should().NotBeEmpty();
        (await server.Started).Should().BeNull();
        (await http.GetStringAsync(Ready)).Should().Be("ready");
    }

    [Fact]
    public async Task A_first_request_that_never_ends_does_not_delay_the_start()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = await InProcessServer.StartListeningAsync(seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var stream = http.GetAsync(new Uri("/_mock/journal/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        // A response to a later request shows that the server has received the first one.
        (await http.GetAsync(Ready)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        seed.Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A"));

        await server.WaitForLineAsync("trustframework-mock listens on ");
        using var response = await stream;
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invalid_seed_stops_the_server_and_waiting_requests_get_503()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = await InProcessServer.StartListeningAsync(seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var waiting = http.GetAsync(new Uri("/beta/trustFramework/policies", UriKind.Relative));
        // A response to a later request shows that the server has received the first one.
        (await http.GetAsync(Ready)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        seed.Write("a.xml", "<a");

        (await server.Started).Should().Contain("a.xml: The policy being uploaded is not XML");
        using var response = await waiting;
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).Should().Contain("its seed cannot be loaded");
        server.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task SIGTERM_stops_a_server_that_loads_its_seed()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        await using var server = ServerProcess.StartWithoutWaiting(new Dictionary<string, string>(StringComparer.Ordinal), seed.Setting);
        // Opening the pipe succeeds when the server opens it to read the seed.
        await using var pipe = await Task.Run(() => new FileStream(Path.Combine(seed.Path, "a.xml"), FileMode.Open, FileAccess.Write));

        server.Terminate();
        var (exitCode, output) = await server.WaitForExitAsync();

        exitCode.Should().Be(0, output);
        output.Should().NotContain("   at ");
    }

    [Fact]
    public async Task The_server_is_ready_when_it_responds_on_each_of_its_addresses()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync($"{TemporaryDataFolder.HttpAndHttpsUrls};http://unix:{data.Path("socket")}");
        using var http = new HttpClient { BaseAddress = server.Address };
        // The server still listens on the socket, but clients no longer find it.
        File.Move(data.Path("socket"), data.Path("elsewhere"));

        using var waiting = await http.GetAsync(Ready);
        using var live = await http.GetAsync(new Uri("/_mock/health/live", UriKind.Relative));
        File.Move(data.Path("elsewhere"), data.Path("socket"));
        using var ready = await http.GetAsync(Ready);

        waiting.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await waiting.Content.ReadAsStringAsync()).Should().StartWith($"starting: http://unix:{data.Path("socket")} does not respond");
        (await server.WaitForLineAsync("Not ready: ")).Should().StartWith("WRN ").And.NotContain(server.SecureAddress!.ToString());
        (live.StatusCode, ready.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
    }
}
