using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Access;

/// <summary>Tests the headers by which browsers identify the page that sent a request, written as <c>Name: value; Name: value</c>.</summary>
public sealed class CrossSiteTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Link = "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document";

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: something-new")]
    [InlineData("Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Origin: http://localhost")]
    [InlineData(Link)]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: http://localhost:3000")]
    [InlineData("Origin: http://localhost.evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Origin: nonsense")]
    public async Task A_page_of_another_site_cannot_change_anything(string headers)
    {
        await using var own = new MockServerFactory();
        foreach (var (method, path) in new[] { ("POST", "/_mock/clock/freeze"), ("DELETE", "/_mock/clock"), ("POST", "/_mock/no/such/thing"), ("OPTIONS", "/_mock/clock/freeze") })
            ShouldBeProblem(await SendAsync(own, method, path, headers), 403, "a page of another site");

        (await SendAsync(own, "GET", "/_mock/clock", "")).Text.Should().Contain("\"frozen\":false");
    }

    [Theory]
    [InlineData("POST", "/beta/trustFramework/policies")]
    [InlineData("POST", "/v1.0/$batch")]
    [InlineData("DELETE", "/beta/trustFramework/keySets/B2C_1A_a")]
    [InlineData("POST", "/beta/no/such/thing")]
    [InlineData("GET", "/beta/trustFramework/policies")]
    public async Task Without_authentication_a_page_of_another_site_cannot_use_Graph(string method, string path)
    {
        await using var open = MockServerFactory.With("MockServer:Auth", "off");
        foreach (var headers in new[] { "Origin: https://evil.example", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Origin: https://evil.example", "Origin: null" })
            ShouldBeProblem(await SendAsync(open, method, path, headers), 403, "a page of another site");

        (await SendAsync(open, "GET", "/beta/trustFramework/policies/$count", "")).Text.Should().Be("0");
        (await SendAsync(open, "GET", "/beta/trustFramework/policies/$count", "Sec-Fetch-Site: same-origin; Origin: http://localhost")).Status.Should().Be(200);
        (await SendAsync(server, method, path, "Origin: https://evil.example")).Status.Should().Be(401, "other modes require a token, which the page does not have");
    }

    [Theory]
    [InlineData("token", "grant_type=client_credentials&client_id=a&client_secret=b&scope=https://graph.microsoft.com/.default")]
    [InlineData("devicecode", "client_id=a&scope=openid")]
    public async Task A_page_of_another_site_cannot_create_tenants_at_the_login_service(string endpoint, string form)
    {
        await using var own = new MockServerFactory();
        foreach (var path in new[] { $"/evil.example/oauth2/v2.0/{endpoint}", $"/evil.example/oauth2/{endpoint}" })
            ShouldBeProblem(await SendAsync(own, "POST", path, "Sec-Fetch-Site: cross-site; Origin: https://evil.example", form), 403, "a page of another site");

        (await SendAsync(own, "GET", "/_mock/tenants", "")).Text.Should().Be("""{"value":[]}""");
        (await SendAsync(own, "POST", $"/evil.example/oauth2/v2.0/{endpoint}", "", form)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("v2.0/.well-known/openid-configuration")]
    [InlineData(".well-known/openid-configuration")]
    [InlineData("discovery/v2.0/keys")]
    [InlineData("discovery/keys")]
    public async Task A_page_of_another_site_cannot_create_tenants_by_reading_discovery_documents(string path)
    {
        await using var own = new MockServerFactory();
        foreach (var headers in new[] { "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image", "Origin: https://evil.example" })
            ShouldBeProblem(await SendAsync(own, "GET", $"/evil.example/{path}", headers), 403, "a page of another site");

        (await SendAsync(own, "GET", "/_mock/tenants", "")).Text.Should().Be("""{"value":[]}""");
        (await SendAsync(own, "GET", $"/evil.example/{path}", "")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site; Origin: https://evil.example", 200)]
    [InlineData("Origin: https://evil.example", 200)]
    [InlineData("Sec-Fetch-Site: same-origin; Origin: null", 302)]
    [InlineData("Origin: http://localhost", 302)]
    [InlineData("", 302)]
    public async Task A_page_of_another_site_cannot_answer_the_sign_in_page(string headers, int status)
    {
        const string Path = "/common/oauth2/v2.0/authorize?client_id=a&redirect_uri=https://evil.example/&response_type=code&scope=openid";

        var response = await SendAsync(server, "POST", Path, headers, "user=admin&decision=accept");

        response.Status.Should().Be(status);
        if (status == 200)
            response.Text.Should().Contain("<h1>Sign in</h1>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Sec-Fetch-Site: same-origin; Origin: http://localhost")]
    [InlineData("Origin: http://localhost")]
    [InlineData("Origin: https://LOCALHOST")]
    public async Task A_page_of_this_server_and_clients_other_than_browsers_are_allowed(string headers) =>
        (await SendAsync(server, "POST", "/_mock/clock/resume", headers)).Status.Should().Be(200);

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.1:8081", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("https://mock.example.test", true)]
    [InlineData("https://mock.example.test:8080", false)]
    public async Task The_origin_of_this_server_is_the_requested_host_or_the_public_URL(string origin, bool isOwn)
    {
        await using var own = MockServerFactory.With("MockServer:PublicUrl", "https://mock.example.test");

        (await SendAsync(own, "POST", "/_mock/clock/resume", $"Origin: {origin}; Host: 127.0.0.1:8080")).Status.Should().Be(isOwn ? 200 : 403);
    }

    [Fact]
    public async Task A_link_on_another_site_can_open_a_read_only_endpoint()
    {
        (await SendAsync(server, "GET", "/_mock/clock", Link)).Status.Should().Be(200);

        foreach (var other in new[]
        {
            "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image",
            "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty",
            "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe",
        })
        {
            ShouldBeProblem(await SendAsync(server, "GET", "/_mock/clock", other), 403, "a page of another site");
        }
    }

    [Theory]
    [InlineData("/beta/trustFramework/policies")]
    [InlineData("/common/oauth2/v2.0/token")]
    [InlineData("/common/v2.0/.well-known/openid-configuration")]
    [InlineData("/_mock/clock/freeze")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/swagger/index.html")]
    public async Task No_response_allows_cross_origin_access(string path)
    {
        const string CrossSite = "Origin: https://evil.example; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: cors";

        foreach (var response in new[]
        {
            await SendAsync(server, "OPTIONS", path, $"{CrossSite}; Access-Control-Request-Method: POST; Access-Control-Request-Headers: authorization; Access-Control-Request-Private-Network: true"),
            await SendAsync(server, "GET", path, CrossSite),
            await SendAsync(server, "POST", path, CrossSite),
        })
        {
            foreach (var name in new[] { "Allow-Origin", "Allow-Methods", "Allow-Headers", "Allow-Credentials", "Allow-Private-Network", "Expose-Headers" })
                response.Header($"Access-Control-{name}").Should().BeNull($"{response.Status}");
        }
    }

    private static async Task<ApiResponse> SendAsync(MockServerFactory server, string method, string path, string headers, string? form = null)
    {
        using var http = server.CreateDefaultClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (form is not null)
            request.Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        foreach (var header in headers.Split("; ", StringSplitOptions.RemoveEmptyEntries))
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]).Should().BeTrue();
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }
}
