using System.Net;
using System.Net.Sockets;
using System.Text;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting.Interception;

/// <summary>One server in interception for all tests of it, on free ports in the place of 443 and 8888.</summary>
public sealed class InterceptingServer : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDataFolder _data = new();
    private ServerProcess? _server;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProxyPort { get; } = ServerProcess.FreePort();

    internal ServerProcess Process => _server!;

    public async Task InitializeAsync() => _server = await _data.StartAsync(
        "--intercept", $"--MockServer:InterceptPort={Port}", $"--MockServer:ProxyPort={ProxyPort}", "--MockServer:PublicUrl=https://mock.example:9443");

    /// <summary>Reaches the server as the real hosts: by its port in the place of 443, or by the proxy.</summary>
    internal HttpClient Client(bool byProxy = false)
    {
        var handler = TemporaryDataFolder.CreateTrustingHandler(File.ReadAllText(_data.Path("data/intercept/ca.pem")), byProxy ? null : Port);
        if (byProxy)
            (handler.UseProxy, handler.Proxy) = (true, new WebProxy($"http://127.0.0.1:{ProxyPort}"));
        return new HttpClient(handler);
    }

    public async Task DisposeAsync() => await Process.DisposeAsync();

    public void Dispose() => _data.Dispose();
}

public sealed class InterceptionTests(InterceptingServer server) : IClassFixture<InterceptingServer>
{
    [Theory]
    [InlineData("login.microsoftonline.com", "graph.microsoft.com", true)]
    [InlineData("login.microsoftonline.com", "graph.microsoft.com", false)]
    [InlineData("login.microsoftonline.us", "graph.microsoft.us", true)]
    [InlineData("login.microsoftonline.us", "dod-graph.microsoft.us", false)]
    [InlineData("login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn", true)]
    [InlineData("login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", false)]
    public async Task A_client_that_knows_only_the_real_names_gets_a_token_and_uploads_a_policy(string login, string graph, bool byProxy)
    {
        using var http = server.Client(byProxy);
        var tenant = $"t{Guid.NewGuid():N}.onmicrosoft.com";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "client",
            ["client_secret"] = "secret",
            ["scope"] = $"https://{graph}/.default",
        });
        using var granted = await http.PostAsync(new Uri($"https://{login}/{tenant}/oauth2/v2.0/token"), form);
        var token = System.Text.Json.Nodes.JsonNode.Parse(await granted.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"https://{graph}/beta/trustFramework/policies/B2C_1A_A/$value")
        {
            Content = TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A", tenant: tenant)),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var created = await http.SendAsync(request);

        created.StatusCode.Should().Be(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        created.Headers.Location?.ToString().Should().NotContain("127.0.0.1");
    }

    [Fact]
    public async Task Documents_under_the_real_name_name_it()
    {
        using var http = server.Client(byProxy: true);

        (await http.GetStringAsync(new Uri("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")))
            .Should().Contain("\"token_endpoint\":\"https://login.microsoftonline.com/").And.NotContain("127.0.0.1").And.NotContain("mock.example");
    }

    [Theory]
    [InlineData("graph.microsoft.com", "login.microsoftonline.com")]
    [InlineData("graph.microsoft.us", "login.microsoftonline.us")]
    [InlineData("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn")]
    public async Task Without_a_token_the_answer_names_the_login_service_of_the_same_cloud(string graph, string login)
    {
        using var http = server.Client();
        using var answer = await http.GetAsync(new Uri($"https://{graph}/beta/trustFramework/policies"));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Contain($"authorization_uri=\"https://{login}/common/oauth2/authorize\"");
    }

    [Theory]
    [InlineData("_mock/health/ready", "_mock")]
    [InlineData("_mock/ca.pem", "_mock")]
    [InlineData("swagger/index.html", "swagger")]
    [InlineData("openapi/v1.json", "openapi")]
    [InlineData("contoso.onmicrosoft.com/oauth2/v2.0/token", "contoso.onmicrosoft.com")]
    [InlineData("common/discovery/instance", "common")]
    public async Task Under_Graphs_name_everything_that_Graph_has_not_is_an_unknown_segment(string path, string segment)
    {
        using var http = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://graph.microsoft.com/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer Policy.Read.All");
        using var response = await http.SendAsync(request);

        new ApiResponse(response, await response.Content.ReadAsByteArrayAsync()).ShouldBeError(400, "BadRequest", $"Resource not found for the segment '{segment}'.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("_mock/health/ready")]
    [InlineData("swagger/index.html")]
    [InlineData("beta/trustFramework/policies")]
    [InlineData("v1.0/me")]
    public async Task Under_the_login_services_name_everything_else_is_a_plain_404(string path)
    {
        using var http = server.Client();
        using var answer = await http.GetAsync(new Uri($"https://login.microsoftonline.com/{path}"));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Headers.Contains("request-id").Should().BeFalse();
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("\"error\"");
    }

    [Fact]
    public async Task Under_our_own_name_everything_is_as_ever_and_the_public_address_counts()
    {
        using var http = new HttpClient { BaseAddress = server.Process.Address };

        (await http.GetStringAsync(new Uri("/_mock/health/ready", UriKind.Relative))).Should().Be("ready");
        (await http.GetStringAsync(new Uri("/swagger/index.html", UriKind.Relative))).Should().Contain("TrustFramework.MockServer");
        (await http.GetStringAsync(new Uri("/common/v2.0/.well-known/openid-configuration", UriKind.Relative))).Should().Contain("\"https://mock.example:9443/common/oauth2/v2.0/token\"");
    }

    [Fact]
    public async Task Without_interception_a_Host_promises_nothing()
    {
        await using var plain = await ServerProcess.StartAsync();
        using var http = new HttpClient { BaseAddress = plain.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_mock/health/ready", UriKind.Relative));
        request.Headers.Host = "graph.microsoft.com";
        using var answer = await http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", "example.com:443 cannot be reached")]
    [InlineData("CONNECT graph.microsoft.com:80 HTTP/1.1\r\n\r\n", "graph.microsoft.com:80 cannot be reached")]
    [InlineData("CONNECT x.graph.microsoft.com:443 HTTP/1.1\r\n\r\n", "x.graph.microsoft.com:443 cannot be reached")]
    [InlineData("CONNECT 127.0.0.1:8080 HTTP/1.1\r\n\r\n", "127.0.0.1:8080 cannot be reached")]
    [InlineData("GET http://graph.microsoft.com/beta HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n", "Set it as HTTPS_PROXY, not as HTTP_PROXY")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "takes CONNECT alone")]
    [InlineData("CONNECT\r\n\r\n", "takes CONNECT alone")]
    public async Task The_proxy_refuses_whatever_does_not_lead_to_the_real_names_and_says_so(string request, string reason)
    {
        var answer = await SendRawAsync(request);

        answer.Should().StartWith("HTTP/1.1 403 Forbidden\r\n").And.Contain(reason);
        (await server.Process.WaitForLineAsync(reason)).Should().Contain(" WRN The proxy refused: ");
    }

    [Fact]
    public async Task The_proxy_takes_a_request_in_pieces_and_any_letter_case()
    {
        var answer = await SendRawAsync("CONNECT Graph.Microsoft.COM:443 HTTP/1.1\r", "\nProxy-Authorization: Basic aDpo\r\n\r", "\n", "no TLS follows");

        answer.Should().StartWith("HTTP/1.1 200 Connection Established\r\n\r\n");
    }

    [Fact]
    public async Task The_proxy_hangs_up_on_a_request_without_end()
    {
        var answer = await SendRawAsync([$"CONNECT graph.microsoft.com:443 HTTP/1.1\r\nX: {new string('x', 40_000)}"]);

        answer.Should().BeEmpty();
    }

    [Fact]
    public async Task A_port_that_cannot_be_had_stops_the_start_with_one_message_that_names_both_ways()
    {
        using var data = new TemporaryDataFolder();
        var (exitCode, output) = await ServerProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal),
            TemporaryDataFolder.HttpAndHttpsUrls, data.Setting, "--intercept", $"--MockServer:InterceptPort={server.Port}", "--MockServer:ProxyPort=8899");

        exitCode.Should().Be(1);
        output.Split('\n').Where(line => !line.Contains("Made a CA", StringComparison.Ordinal)).Should().ContainSingle().Which.Should()
            .Contain("address already in use").And.Contain("grant it").And.Contain("MockServer:InterceptPort=0").And.Contain("HTTPS_PROXY=http://127.0.0.1:8899");
    }

    [Fact]
    public async Task The_start_says_what_a_client_needs() => (await server.Process.WaitForLineAsync("Interception:")).Should()
        .Contain("answers as graph.microsoft.com ").And.Contain($"HTTPS_PROXY=http://127.0.0.1:{server.ProxyPort} or ").And.Contain("ca trust --intercept");

    /// <summary>Says the pieces one by one and listens until the other side hangs up, however it does.</summary>
    private async Task<string> SendRawAsync(params string[] pieces)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.ProxyPort);
        await using var stream = socket.GetStream();
        var heard = new StringBuilder();
        try
        {
            foreach (var piece in pieces)
                await stream.WriteAsync(Encoding.ASCII.GetBytes(piece));
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
                heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // Reset: it did not want to hear all of it.
        }

        return heard.ToString();
    }
}
