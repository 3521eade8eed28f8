using System.Net.Sockets;
using System.Text;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>What only a socket can show.</summary>
public sealed class WireTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task A_chunked_body_without_a_length_is_taken()
    {
        var answer = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent(TrustFrameworkClient.Policy("B2C_1A_A")),
            request => request.Headers.TransferEncodingChunked = true);

        answer.Status.Should().Be(201);
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_413()
    {
        var answer = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent(new string('x', (1024 * 1024) + 1)),
            request => request.Headers.TransferEncodingChunked = true);

        answer.ShouldBeError(413, "RequestEntityTooLarge", "The request body is larger than the limit of 1024 KB.");
    }

    [Fact]
    public async Task A_client_that_waits_for_100_is_told_to_continue()
    {
        var answer = await _client.SendAsync(
            HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")),
            request => request.Headers.ExpectContinue = true);

        answer.Status.Should().Be(201);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_is_refused_before_it_sends_a_body_that_is_too_large()
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

    [Fact]
    public async Task An_empty_key_reaches_the_services_own_404_through_every_layer()
    {
        var address = new Uri(
            $"{server.Address.GetLeftPart(UriPartial.Authority)}/beta/trustFramework/policies//$value",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = TrustFrameworkClient.Xml("<a/>") };
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {_client.Bearer}");

        using var response = await _client.Http.SendAsync(request);
        var answer = new Answer(response, await response.Content.ReadAsByteArrayAsync());

        answer.Status.Should().Be(404);
        answer.Message.Should().Contain("'https://cpim.windows.net/graph/trustFramework/policies'");
    }

    [Fact]
    public async Task A_body_that_ends_too_early_changes_nothing_and_the_server_goes_on()
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
