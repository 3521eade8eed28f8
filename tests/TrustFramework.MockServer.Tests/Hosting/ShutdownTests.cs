using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>How the process ends when it receives a signal.</summary>
public sealed class ShutdownTests
{
    /// <summary>Shorter than the limits of Kestrel, for example 30 seconds for the headers of a request.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("POST /beta/trustFramework/policies HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("POST /beta/trustFramework/policies HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer Policy.ReadWrite.TrustFramework\r\nContent-Length: 100\r\n\r\n<Trust")]
    [InlineData("POST /_mock/faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant")]
    [InlineData("GET /_mock/journal/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task A_request_that_does_not_end_does_not_prevent_the_end(string request)
    {
        await using var server = await ServerProcess.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(request));
        // The server accepts connections in order, so it has accepted the first one when it responds on a later one.
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetStringAsync(new Uri("/_mock/health/live", UriKind.Relative))).Should().Be("live");

        server.Terminate();
        var (exitCode, output) = await server.WaitForExitAsync().WaitAsync(Limit);

        exitCode.Should().Be(0, output);
        output.Should().NotContain("   at ");
    }

    [Theory]
    [InlineData("""{"latency":{"milliseconds":300000}}""")]
    [InlineData("""{"fault":{"kind":"slowBody","bytesPerSecond":1}}""")]
    public async Task Injected_delays_end_with_the_server_and_the_client_gets_the_whole_response(string rule)
    {
        await using var server = await ServerProcess.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var content = TrustFrameworkClient.Json(rule);
        (await http.PostAsync(new Uri("/_mock/faults", UriKind.Relative), content)).EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "Policy.Read.All");

        var delayed = http.GetAsync(new Uri("/beta/trustFramework/policies", UriKind.Relative));
        // The hit is counted when the delay begins.
        using var timeout = new CancellationTokenSource(Limit);
        while (!(await http.GetStringAsync(new Uri("/_mock/faults", UriKind.Relative), timeout.Token)).Contains("\"hits\":1", StringComparison.Ordinal))
            await Task.Delay(20, timeout.Token);
        server.Terminate();
        using var response = await delayed.WaitAsync(Limit);
        var (exitCode, output) = await server.WaitForExitAsync().WaitAsync(Limit);

        (exitCode, response.StatusCode).Should().Be((0, HttpStatusCode.OK), output);
        (await response.Content.ReadAsStringAsync()).Should().EndWith("\"value\":[]}");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_ends_the_process_in_order_and_the_last_log_lines_are_written(string signal)
    {
        await using var server = await ServerProcess.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        for (var i = 0; i < 500; i++)
            (await http.GetAsync(new Uri($"/beta/trustFramework/policies/B2C_1A_{i}", UriKind.Relative))).Dispose();

        server.SendSignal(signal);
        var (exitCode, output) = await server.WaitForExitAsync().WaitAsync(Limit);

        exitCode.Should().Be(0, output);
        output.Should().Contain("/policies/B2C_1A_499 401");
    }

    [Fact]
    public async Task Requests_that_wait_for_the_seed_get_503_when_the_server_stops()
    {
        using var seed = new SeedFolder();
        await seed.AddNamedPipeAsync("a.xml");
        using var port = new ReservedPort();
        await using var server = ServerProcess.StartWithoutWaiting(
            new Dictionary<string, string>(StringComparer.Ordinal), seed.Setting, $"--urls=http://127.0.0.1:{port.Number}");
        // Opening the pipe succeeds when the server opens it to read the seed.
        await using var pipe = await Task.Run(() => new FileStream(Path.Combine(seed.Path, "a.xml"), FileMode.Open, FileAccess.Write));
        var address = new Uri($"http://127.0.0.1:{port.Number}");
        await WaitUntilLiveAsync(address);
        using var waiting = new TcpClient();
        await waiting.ConnectAsync(address.Host, address.Port);
        await waiting.Client.SendAsync("GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        // The server accepts connections in order, so it has accepted the first one when it responds on a later one.
        await WaitUntilLiveAsync(address);

        server.Terminate();
        using var reader = new StreamReader(waiting.GetStream());
        var response = await reader.ReadToEndAsync().WaitAsync(Limit);
        var (exitCode, output) = await server.WaitForExitAsync().WaitAsync(Limit);

        exitCode.Should().Be(0, output);
        response.Should().StartWith("HTTP/1.1 503 ").And.Contain("The server stops.");
    }

    /// <summary>Uses a new connection.</summary>
    private static async Task WaitUntilLiveAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var timeout = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                (await http.GetStringAsync(new Uri("/_mock/health/live", UriKind.Relative), timeout.Token)).Should().Be("live");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, timeout.Token);
            }
        }
    }
}
