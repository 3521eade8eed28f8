using System.Text;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>Unusual and malformed HTTP over a socket: every response has Graph's format and belongs to its request, and the server keeps running.</summary>
public sealed class HttpConformanceTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private const string HostHeader = "Host: localhost\r\n";
    private const string PoliciesPath = "/beta/trustFramework/policies";
    private const string SmuggledRequest = "GET /beta/trustFramework/keySets HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    /// <summary>Framing that two HTTP implementations could interpret differently: RFC 9112 6 and 11.2.</summary>
    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6", "hello", 400)]
    [InlineData("Content-Length: 5, 6", "hello", 400)]
    [InlineData("Content-Length: -5", "hello", 400)]
    [InlineData("Content-Length: 0x5", "hello", 400)]
    [InlineData("Content-Length: 5 5", "hello", 400)]
    [InlineData("Content-Length:", "", 400)]
    [InlineData("Content-Length: 99999999999999999999", "", 400)]
    [InlineData("Content-Length: 99999999", "", 413)]
    [InlineData("Transfer-Encoding: gzip", "hello", 400)]
    [InlineData("Transfer-Encoding: xchunked", "0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked, identity", "0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: identity", "hello", 400)]
    [InlineData("Transfer-Encoding : chunked", "0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked", "g\r\nhello\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked", "-5\r\nhello\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhelloXX0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked", "5\nhello\n0\n\n", 400)]
    public async Task An_ambiguous_body_length_is_rejected_and_the_bytes_after_it_are_not_read_as_a_request(string header, string body, int status)
    {
        var result = await SendAsync($"POST {PoliciesPath} HTTP/1.1\r\n{HostHeader}{AuthorizationHeader}{header}\r\n\r\n{body}{SmuggledRequest}", expectedResponses: 2);

        result.Responses.Select(response => response.Status).Should().Equal(status);
        result.IsClosed.Should().BeTrue();
        await ShouldStillServeAsync(result);
    }

    [Fact]
    public async Task A_request_with_a_content_length_and_chunks_cannot_smuggle_a_second_request()
    {
        var result = await SendAsync($"POST {PoliciesPath} HTTP/1.1\r\n{HostHeader}{AuthorizationHeader}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{SmuggledRequest}", expectedResponses: 2);

        result.Responses.Select(response => response.Status).Should().Equal(400);
        result.IsClosed.Should().BeTrue();
        await ShouldStillServeAsync(result);
    }

    [Theory]
    [InlineData("GET {0} HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\n: no name\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nFolded: a\r\n b\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nNul: a\0b\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nReturn: a\rb\r\n\r\n", 400)]
    [InlineData("GET {0}\r\n\r\n", 400)]
    [InlineData("{0}\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.2\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET {0} HTTP/2.0\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET {0} http/1.1\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET  {0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData(" GET {0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GE(T {0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET {0}%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET {0}/a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET beta HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("GET http://elsewhere.example{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", 400)]
    public async Task A_malformed_request_gets_one_error_and_the_connection_is_closed(string request, int status)
    {
        var result = await SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, PoliciesPath) + SmuggledRequest, expectedResponses: 2);

        result.Responses.Select(response => response.Status).Should().Equal(status);
        result.IsClosed.Should().BeTrue();
        await ShouldStillServeAsync(result);
    }

    [Theory]
    [InlineData("GET http://localhost{0} HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 200)]
    [InlineData("GET /beta/../beta/./trustFramework/policies HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 200)]
    [InlineData("GET {0}?a=%zz&b=%c0%af HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 200)]
    [InlineData("GET {0}/%zz HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 404)]
    [InlineData("GET {0}/%c0%af HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 404)]
    [InlineData("GET /beta/../../../beta/etc/passwd HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 400)]
    [InlineData("GET //beta/trustFramework/policies HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 404)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 405)]
    [InlineData("OPTIONS {0} HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 405)]
    [InlineData("BREW {0} HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 405)]
    [InlineData("CONNECT {0} HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 405)]
    [InlineData("POST {0} HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n{1}\r\nhello", 400)]
    [InlineData("GET {0} HTTP/1.0\r\nHost: localhost\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.0\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nExpect: something\r\n{1}\r\n", 200)]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n{1}\r\n0\r\n\r\n", 200)]
    [InlineData("POST {0} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n{1}\r\n3;name=\"value\"\r\nabc\r\n0\r\nTrailer: x\r\n\r\n", 400)]
    [InlineData("GET {0} HTTP/1.1\nHost: localhost\n{1}\n", 200)]
    [Covers("MethodNotAllowed")]
    public async Task An_unusual_but_valid_request_gets_a_Graph_response(string request, int status)
    {
        var result = await SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, PoliciesPath, AuthorizationHeader), expectedResponses: 1);

        result.Responses.Select(response => response.Status).Should().Equal(status);
        await ShouldStillServeAsync(result);
    }

    [Theory]
    [InlineData(9_000, 0, 0, 414)]
    [InlineData(0, 101, 10, 431)]
    [InlineData(0, 40, 1000, 431)]
    [InlineData(0, 1, 40_000, 431)]
    public async Task Request_line_and_headers_over_the_limit_are_rejected(int path, int headers, int length, int status)
    {
        var extraHeaders = string.Concat(Enumerable.Range(0, headers).Select(number => $"X-{number}: {new string('x', length)}\r\n"));

        var result = await SendAsync($"GET {PoliciesPath}/{new string('x', path)} HTTP/1.1\r\n{HostHeader}{extraHeaders}\r\n", expectedResponses: 2);

        result.Responses.Select(response => response.Status).Should().Equal(status);
        await ShouldStillServeAsync(result);
    }

    [Fact]
    public async Task Pipelined_requests_get_responses_in_order()
    {
        var requests = string.Concat(Enumerable.Range(0, 50).Select(number =>
            $"GET {PoliciesPath}{(number % 2 == 0 ? "" : "/none")} HTTP/1.1\r\n{HostHeader}{AuthorizationHeader}client-request-id: {number}\r\n\r\n"));

        var result = await SendAsync($"{requests}GARBAGE\r\n\r\n", expectedResponses: 51);

        result.Responses.Select(response => response.Status).Should().Equal([.. Enumerable.Range(0, 50).Select(number => number % 2 == 0 ? 200 : 404), 400]);
        result.Responses.Take(50).Select(response => response.Headers["client-request-id"].Single()).Should().Equal(Enumerable.Range(0, 50).Select(number => $"{number}"));
        await ShouldStillServeAsync(result);
    }

    [Fact]
    public async Task An_unread_body_is_not_read_as_the_next_request()
    {
        var hidden = $"DELETE {PoliciesPath}/B2C_1A_A HTTP/1.1\r\n{HostHeader}{AuthorizationHeader}\r\n";

        var result = await SendAsync($"GET {PoliciesPath} HTTP/1.1\r\n{HostHeader}{AuthorizationHeader}Content-Length: {hidden.Length}\r\n\r\n{hidden}GET {PoliciesPath} HTTP/1.1\r\n{HostHeader}\r\n", expectedResponses: 2);

        result.Responses.Select(response => response.Status).Should().Equal(200, 401);
        await ShouldStillServeAsync(result);
    }

    private string AuthorizationHeader => $"Authorization: Bearer {_client.Bearer}\r\n";

    private Task<RawHttpResult> SendAsync(string text, int expectedResponses) => new RawHttpClient(server.Address).SendAsync(Encoding.Latin1.GetBytes(text), expectedResponses);

    private async Task ShouldStillServeAsync(RawHttpResult result)
    {
        result.Responses.Should().AllSatisfy(response => response.IsGraphResponse.Should().BeTrue($"{response.Status} {response.Body}"));
        (await _client.GetAsync("policies")).Status.Should().Be(200);
    }
}
