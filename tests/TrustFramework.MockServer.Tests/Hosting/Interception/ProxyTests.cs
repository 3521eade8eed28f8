using System.Net.Sockets;
using System.Text;

namespace TrustFramework.MockServer.Tests.Hosting.Interception;

/// <summary>The proxy of interception, with requests as bytes.</summary>
public sealed class ProxyTests(InterceptingServer server) : IClassFixture<InterceptingServer>
{
    [Theory]
    [InlineData("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", "example.com:443 cannot be reached")]
    [InlineData("CONNECT graph.microsoft.com:80 HTTP/1.1\r\n\r\n", "graph.microsoft.com:80 cannot be reached")]
    [InlineData("CONNECT x.graph.microsoft.com:443 HTTP/1.1\r\n\r\n", "x.graph.microsoft.com:443 cannot be reached")]
    [InlineData("CONNECT 127.0.0.1:8080 HTTP/1.1\r\n\r\n", "127.0.0.1:8080 cannot be reached")]
    [InlineData("GET http://graph.microsoft.com/beta HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n", "Set it as HTTPS_PROXY, not as HTTP_PROXY")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "accepts only CONNECT")]
    [InlineData("CONNECT\r\n\r\n", "accepts only CONNECT")]
    public async Task The_proxy_refuses_other_targets_with_a_reason(string request, string reason)
    {
        var response = await SendRawAsync(request);

        response.Should().StartWith("HTTP/1.1 403 Forbidden\r\n").And.Contain(reason);
        (await server.Server.WaitForLineAsync(reason)).Should().StartWith("WRN The proxy refused a request: ");
    }

    [Fact]
    public async Task The_proxy_accepts_a_request_in_fragments_and_in_any_letter_case()
    {
        var response = await SendRawAsync("CONNECT Graph.Microsoft.COM:443 HTTP/1.1\r", "\nProxy-Authorization: Basic aDpo\r\n\r", "\n", "not TLS");

        response.Should().StartWith("HTTP/1.1 200 Connection Established\r\n\r\n");
    }

    [Fact]
    public async Task The_proxy_closes_the_connection_of_a_request_that_does_not_end()
    {
        var response = await SendRawAsync([$"CONNECT graph.microsoft.com:443 HTTP/1.1\r\nX: {new string('x', 40_000)}"]);

        response.Should().BeEmpty();
    }

    /// <summary>Sends the fragments one by one and reads until the server closes or resets the connection.</summary>
    private async Task<string> SendRawAsync(params string[] fragments)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.ProxyPort);
        await using var stream = socket.GetStream();
        var received = new StringBuilder();
        try
        {
            foreach (var fragment in fragments)
                await stream.WriteAsync(Encoding.ASCII.GetBytes(fragment));
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
                received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // The server reset the connection before it received everything.
        }

        return received.ToString();
    }
}
