using System.Net.Sockets;
using System.Text;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>Behavior that the in-memory test server does not have.</summary>
public sealed class SocketTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task A_chunked_body_is_accepted()
    {
        var response = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent(TrustFrameworkClient.Policy("B2C_1A_A")),
            request => request.Headers.TransferEncodingChunked = true);

        response.Status.Should().Be(201);
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_413()
    {
        var response = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent(new string('x', (1024 * 1024) + 1)),
            request => request.Headers.TransferEncodingChunked = true);

        response.ShouldBeError(413, "RequestEntityTooLarge", "The request body is larger than the limit of 1024 KB.");
    }

    [Fact]
    public async Task A_client_that_expects_100_can_continue()
    {
        var response = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")),
            request => request.Headers.ExpectContinue = true);

        response.Status.Should().Be(201);
    }

    [Fact]
    public async Task A_client_that_expects_100_gets_413_before_it_sends_a_body_that_is_too_large()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /beta/trustFramework/policies/B2C_1A_A/$value HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_client.Bearer}\r\n"
            + "Content-Length: 99999999\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"));

        using var reader = new StreamReader(stream, Encoding.ASCII);
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 413").And.Contain("\"code\":\"RequestEntityTooLarge\"");
    }

    [Theory]
    [InlineData("GET /beta/trustFramework/policies/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", 400)]
    [InlineData("GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505)]
    [Covers("BadRequest")]
    public async Task Malformed_HTTP_gets_one_Graph_error_and_the_connection_is_closed(string request, int status)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var parts = (await reader.ReadToEndAsync()).Split("\r\n\r\n");
        parts.Should().HaveCount(2, "there is one response");
        var (head, body) = (parts[0], parts[1]);

        head.Should().StartWith($"HTTP/1.1 {status} ").And.Contain("Content-Type: application/json\r\n").And.Contain("Connection: close");
        head.Should().Contain($"Content-Length: {body.Length}");
        var error = System.Text.Json.Nodes.JsonNode.Parse(body)!["error"]!;
        error["code"]!.GetValue<string>().Should().Be("BadRequest");
        head.Should().Contain($"request-id: {error["innerError"]!["request-id"]!.GetValue<string>()}");
        (await _client.GetAsync("policies")).Status.Should().Be(200, "the server keeps running");
    }

    [Fact]
    public async Task An_empty_key_gets_the_backends_404()
    {
        var address = new Uri(
            $"{server.Address.GetLeftPart(UriPartial.Authority)}/beta/trustFramework/policies//$value",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = TrustFrameworkClient.Xml("<a/>") };
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {_client.Bearer}");

        using var httpResponse = await _client.Http.SendAsync(request);
        var response = new ApiResponse(httpResponse, await httpResponse.Content.ReadAsByteArrayAsync());

        response.Status.Should().Be(404);
        response.Message.Should().Contain("'https://cpim.windows.net/graph/trustFramework/policies'");
    }

    [Fact]
    public async Task An_incomplete_body_changes_nothing()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(server.Address.Host, server.Address.Port);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"PUT /beta/trustFramework/policies/B2C_1A_A/$value HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_client.Bearer}\r\n"
                + $"Content-Length: 5000\r\n\r\n{TrustFrameworkClient.Policy("B2C_1A_A")}"));
        }

        (await _client.GetAsync("policies/$count")).Text.Should().Be("0");
    }
}
