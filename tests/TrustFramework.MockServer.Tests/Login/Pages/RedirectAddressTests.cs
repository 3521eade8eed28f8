using TrustFramework.MockServer.Tests.Control;

namespace TrustFramework.MockServer.Tests.Login.Pages;

/// <summary>Addresses that a response must not redirect to, or cannot. Kestrel refuses response headers with other characters than ASCII.</summary>
public sealed class RedirectAddressTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>, IDisposable
{
    private const string Query = "client_id=app&response_type=code&scope=openid&state=s";

    private readonly HttpClient _http = FullTenantState.CreateClient(server.Address);

    public void Dispose() => _http.Dispose();

    public static TheoryData<string> InvalidAddresses() =>
    [
        "https://a/ü", "https://exämple/cb", "app:ü", "https://a/?q=ü", "https://ü@a/", "https://a/\U0001F600",
        "https://a/b\r\nX: y", "https://a/b\nc", "https://a/\r", "https://a/b\u0085c", "https://a/b c", " https://a/", "https://a/\t", "https://a/\0", "https://a/\u007F",
    ];

    [Theory]
    [MemberData(nameof(InvalidAddresses))]
    public async Task An_address_with_characters_that_a_URI_cannot_have_is_refused(string address)
    {
        foreach (var mode in new[] { "query", "fragment", "form_post" })
        {
            var query = $"{Query}&response_mode={mode}&redirect_uri={Uri.EscapeDataString(address)}";
            ShouldBeRefused(await SendAsync(HttpMethod.Get, $"oauth2/v2.0/authorize?{query}"));
            ShouldBeRefused(await SendAsync(HttpMethod.Get, $"oauth2/v2.0/authorize?{query}&prompt=none"));
            ShouldBeRefused(await SendAsync(HttpMethod.Post, $"oauth2/v2.0/authorize?{query}"));
        }

        static void ShouldBeRefused(ApiResponse page)
        {
            (page.Status, page.Header("Location")).Should().Be((400, null));
            page.Text.Should().Contain("AADSTS50011: ").And.NotContain("<form");
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,a")]
    [InlineData("vbscript:a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://a/b")]
    [InlineData("filesystem:https://a/b")]
    [InlineData("about:blank")]
    [InlineData("view-source:https://a/")]
    public async Task An_address_that_the_browser_itself_opens_is_refused(string address)
    {
        var page = await SendAsync(HttpMethod.Get, $"oauth2/v2.0/authorize?{Query}&redirect_uri={Uri.EscapeDataString(address)}");

        page.Status.Should().Be(400);
        page.Text.Should().Contain("AADSTS50011: ");
    }

    [Theory]
    [InlineData("https://a/%C3%BC")]
    [InlineData("https://xn--exmple-cua/cb")]
    [InlineData("msal0b2c:/auth")]
    [InlineData("app:%C3%BC")]
    public async Task An_encoded_address_is_used_as_it_is(string address)
    {
        var response = await SendAsync(HttpMethod.Get, $"oauth2/v2.0/authorize?{Query}&prompt=none&redirect_uri={Uri.EscapeDataString(address)}");

        response.Status.Should().Be(302);
        response.Header("Location").Should().StartWith($"{address}?error=");
    }

    [Theory]
    [MemberData(nameof(InvalidAddresses))]
    public async Task After_signing_out_such_an_address_is_not_used(string address)
    {
        foreach (var path in new[] { "oauth2/v2.0/logout", "oauth2/logout" })
        {
            var page = await SendAsync(HttpMethod.Get, $"{path}?state=s&post_logout_redirect_uri={Uri.EscapeDataString(address)}");

            (page.Status, page.Header("Location")).Should().Be((200, null));
        }
    }

    [Fact]
    public async Task State_may_contain_any_characters()
    {
        var response = await SendAsync(HttpMethod.Get, $"oauth2/v2.0/logout?state=%C3%BC%0D%0A&post_logout_redirect_uri=https://a/");

        response.Header("Location").Should().Be("https://a/?state=%C3%BC%0D%0A");
    }

    /// <summary>A POST submits the form of the sign-in page.</summary>
    private async Task<ApiResponse> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/common/{path}", UriKind.Relative));
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(LoginClient.Form(("user", "admin"), ("decision", "accept")));
        using var response = await _http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }
}
