using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using TrustFramework.MockServer.Tests.Cli;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>One server for all tests of the command <c>healthcheck</c>, on HTTP, HTTPS and a Unix domain socket.</summary>
public sealed class HealthyServer : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDataFolder _data = new();
    private InProcessServer? _server;

    public string Socket => _data.Path("socket");

    public int Port => _server!.Address.Port;

    public int SecurePort => _server!.SecureAddress!.Port;

    public async Task InitializeAsync() => _server = await _data.StartAsync($"{TemporaryDataFolder.HttpAndHttpsUrls};http://unix:{Socket}");

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public void Dispose() => _data.Dispose();
}

/// <summary>The command <c>healthcheck</c> finds the server that has the same settings.</summary>
public sealed class HealthCheckTests(HealthyServer server) : IClassFixture<HealthyServer>
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://+:{0}")]
    [InlineData("http://0.0.0.0:{0}")]
    [InlineData("http://[::]:{0}")]
    [InlineData("http://mockserver:{0}")]
    [InlineData("https://127.0.0.1:9;http://*:{0}")]
    [InlineData("https://127.0.0.1:{1}")]
    [InlineData("https://localhost:{1}")]
    [InlineData("https://*:{1}")]
    public async Task The_address_can_have_any_form(string urls)
    {
        var result = await CheckAsync($"--urls={string.Format(CultureInfo.InvariantCulture, urls, server.Port, server.SecurePort)}");

        (result.ExitCode, result.Errors).Should().Be((0, ""));
        result.Output.Should().EndWith($"/_mock/health/ready responds with 200.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--http_ports={0}")]
    [InlineData("--https_ports={1}")]
    public async Task The_settings_can_name_only_ports(string ports) =>
        (await CheckAsync(string.Format(CultureInfo.InvariantCulture, ports, server.Port, server.SecurePort))).ExitCode.Should().Be(0);

    [Fact]
    public async Task The_address_can_be_a_Unix_domain_socket() => (await CheckAsync($"--urls=http://unix:{server.Socket}")).Should()
        .Be(new CommandResult(0, $"http://localhost/_mock/health/ready responds with 200.{Environment.NewLine}", ""));

    [Fact]
    public async Task The_address_can_be_the_loopback_address_of_IPv6()
    {
        var host = NetworkInterface.GetAllNetworkInterfaces()
            .Any(network => network.GetIPProperties().UnicastAddresses.Any(unicast => unicast.Address.Equals(IPAddress.IPv6Loopback))) ? "[::1]" : "127.0.0.2";
        await using var own = await InProcessServer.StartAsync($"--urls=http://{host}:0");

        var result = await CheckAsync($"--urls={own.Urls.Single()}");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain(host);
    }

    [Fact]
    public async Task The_program_reads_ports_from_the_environment_and_ignores_a_proxy()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_HTTP_PORTS"] = $"{server.Port}",
            ["HTTP_PROXY"] = "http://127.0.0.1:9",
        };

        var (exitCode, output) = await ServerProcess.RunAsync(environment, "healthcheck");

        exitCode.Should().Be(0, output);
        output.Should().EndWith("/_mock/health/ready responds with 200.");
    }

    [Fact]
    public async Task If_nobody_listens_the_exit_code_is_1()
    {
        using var port = new ReservedPort();

        var result = await CheckAsync($"--urls=http://127.0.0.1:{port.Number}");

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().Contain("does not respond");
    }

    [Fact]
    public async Task An_invalid_setting_is_named_and_the_exit_code_is_1()
    {
        var result = await CheckAsync("--MockServer:HealthTimeout=00:00:00");

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().Contain("MockServer:HealthTimeout is 00:00:00.");
    }

    private static Task<CommandResult> CheckAsync(params string[] settings) => CommandRunner.RunAsync(".", ["healthcheck", .. settings]);
}
