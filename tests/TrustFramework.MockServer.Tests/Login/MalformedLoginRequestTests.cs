using System.Buffers.Text;
using System.Text;

namespace TrustFramework.MockServer.Tests.Login;

/// <summary>Requests that no library sends. The server returns an ordinary error for them, never a bare 500.</summary>
public sealed class MalformedLoginRequestTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private const string TokenEndpoint = "https://login.microsoftonline.com/common/oauth2/v2.0/token";

    private static readonly string[] Payloads =
    [
        "{}", "[]", "null", "5", "{", "",
        """{"exp":"soon","iss":"c","sub":"c"}""", """{"exp":1e400}""", """{"exp":-1}""", """{"exp":{},"nbf":[]}""", """{"exp":99999999999999999999}""",
        """{"aud":5}""", """{"aud":{}}""", """{"aud":[null,5,{}]}""", """{"iss":5,"sub":[],"tid":{},"upn":7,"scp":[1]}""",
        """{"exp":4102444800,"aud":["api://AzureADTokenExchange"],"sub":{}}""",
        "{\"exp\":4102444800,\"aud\":\"" + TokenEndpoint + "\",\"iss\":\"c\",\"sub\":\"c\",\"nbf\":true}",
    ];

    [Fact]
    public async Task A_token_with_invalid_content_is_rejected_by_every_endpoint()
    {
        foreach (var payload in Payloads)
        {
            foreach (var header in new[] { """{"alg":"RS256"}""", """{"alg":5,"kid":[]}""", """{"alg":"none","x5t#S256":{}}""", "{}" })
            {
                var token = $"{EncodePart(header)}.{EncodePart(payload)}.{EncodePart("signature")}";
                var assertion = await PostAsync(
                    ("grant_type", "client_credentials"), ("client_id", "c"), ("scope", LoginClient.DefaultScope), ("client_assertion", token),
                    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
                var onBehalf = await PostAsync(
                    ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", "c"), ("client_secret", "s"), ("assertion", token),
                    ("requested_token_use", "on_behalf_of"), ("scope", LoginClient.DefaultScope));
                var refresh = await PostAsync(("grant_type", "refresh_token"), ("client_id", "c"), ("refresh_token", token));
                var bearer = await new TrustFrameworkClient(server.CreateClient(), Guid.Empty) { Bearer = token }.GetAsync("policies");

                // Mode stub accepts unsigned tokens, so some of these are valid there.
                foreach (var response in new[] { assertion, onBehalf, refresh, bearer })
                    response.Status.Should().BeOneOf([200, 400, 401, 403], $"{header} {payload}");
                refresh.Status.Should().Be(400, payload);
            }
        }
    }

    [Theory]
    [InlineData("localhost:99999")]
    [InlineData("a_b:0")]
    [InlineData("[::1]:8443")]
    [InlineData("%41")]
    public async Task An_invalid_Host_header_does_not_cause_a_server_error(string host)
    {
        foreach (var path in new[] { "v2.0/.well-known/openid-configuration", "discovery/keys", "userrealm/a@b", "discovery/instance?authorization_endpoint=https://x/y", "oauth2/v2.0/token" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, $"/common/{path}"));
            request.Headers.TryAddWithoutValidation("Host", host);
            var response = await SendAsync(request);
            response.Status.Should().BeOneOf([200, 400], path);
        }
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_or_is_too_large_is_rejected()
    {
        using var parts = new MultipartFormDataContent { { new StringContent("client_credentials"), "grant_type" } };
        LoginClient.ShouldBeLoginError(await SendAsync(Post(parts)), 900144, "invalid_request");

        using var text = new StringContent("grant_type=password", Encoding.UTF8, "text/plain");
        LoginClient.ShouldBeLoginError(await SendAsync(Post(text)), 900144, "invalid_request");

        var response = await PostAsync(("grant_type", "password"), ("client_id", "c"), ("junk", new string('x', 300_000)));
        LoginClient.ShouldBeLoginError(response, 900144, "invalid_request");

        LoginClient.ShouldBeLoginError(await PostAsync([.. Enumerable.Range(0, 2000).Select(i => ($"f{i}", (string?)"x"))]), 900144, "invalid_request");
    }

    private static string EncodePart(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private Task<ApiResponse> PostAsync(params (string, string?)[] fields) => SendAsync(Post(new FormUrlEncodedContent(LoginClient.Form(fields))));

    private HttpRequestMessage Post(HttpContent content) => new(HttpMethod.Post, new Uri(server.Address, "/common/oauth2/v2.0/token")) { Content = content };

    private static async Task<ApiResponse> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }
}
