using System.Net;
using System.Net.NetworkInformation;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The program's own command finds the server wherever the same settings have put it.</summary>
public sealed class HealthCheckTests
{
    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://+:{0}")]
    [InlineData("http://0.0.0.0:{0}")]
    [InlineData("http://[::]:{0}")]
    [InlineData("http://mockserver:{0}")]
    [InlineData("https://127.0.0.1:9;http://*:{0}")]
    public async Task However_the_address_is_written(string urls)
    {
        await using var server = await ServerProcess.StartAsync();

        // A proxy in the environment is none of its business.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTP_PROXY"] = "http://127.0.0.1:9" };
        var (exitCode, output) = await ServerProcess.RunAsync(
            environment, "healthcheck", $"--urls={string.Format(System.Globalization.CultureInfo.InvariantCulture, urls, server.Address.Port)}");

        exitCode.Should().Be(0, output);
        output.Should().EndWith("/_mock/health/ready answers 200.");
    }

    [Fact]
    public async Task By_ports_alone_in_the_environment()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();

        foreach (var (name, port) in new[] { ("ASPNETCORE_HTTP_PORTS", server.Address.Port), ("HTTP_PORTS", server.Address.Port), ("ASPNETCORE_HTTPS_PORTS", server.SecureAddress!.Port) })
        {
            var (exitCode, output) = await ServerProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = $"{port}" }, "healthcheck");
            exitCode.Should().Be(0, output);
        }
    }

    [Fact]
    public async Task Where_there_is_only_HTTPS()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();

        foreach (var host in new[] { "127.0.0.1", "localhost", "*" })
        {
            var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "healthcheck", $"--urls=https://{host}:{server.SecureAddress!.Port}");
            exitCode.Should().Be(0, output);
        }
    }

    [Fact]
    public async Task At_a_socket_of_Unix()
    {
        using var data = new TemporaryDataFolder();
        var urls = $"--urls=http://unix:{data.Path("socket")}";
        await using var server = await ServerProcess.StartAsync("--urls=http://127.0.0.1:0;http://unix:" + data.Path("socket"));

        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "healthcheck", urls);

        (exitCode, output).Should().Be((0, "http://localhost/_mock/health/ready answers 200."));
    }

    [Fact]
    public async Task At_the_loopback_of_IPv6_where_the_machine_has_one()
    {
        var host = NetworkInterface.GetAllNetworkInterfaces()
            .Any(network => network.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(IPAddress.IPv6Loopback))) ? "[::1]" : "127.0.0.2";
        var urls = $"--urls=http://{host}:{ServerProcess.FreePort()}";
        await using var server = await ServerProcess.StartAsync($"--urls=http://127.0.0.1:0;{urls["--urls=".Length..]}");

        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "healthcheck", urls);

        exitCode.Should().Be(0, output);
        output.Should().Contain(host);
    }

    [Fact]
    public async Task Nobody_there_is_exit_code_1()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "healthcheck", $"--urls=http://127.0.0.1:{ServerProcess.FreePort()}");

        exitCode.Should().Be(1);
        output.Should().Contain("does not answer");
    }
}
