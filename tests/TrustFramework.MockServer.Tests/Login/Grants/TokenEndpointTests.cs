using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Login.Grants;

public sealed class TokenEndpointTests(TokenEndpointTests.StrictServer server) : IClassFixture<TokenEndpointTests.StrictServer>
{
    private const string Tenant = "7a2f4b9e-1111-4000-8000-000000000001";

    [Fact]
    public async Task A_token_from_the_endpoint_is_valid_in_mode_strict()
    {
        var response = await RequestTokenAsync(Tenant, ValidForm());

        response.Status.Should().Be(200);
        response.Header("Cache-Control").Should().Be("no-store, no-cache");
        (response.Json["token_type"]!.GetValue<string>(), response.Json["expires_in"]!.GetValue<int>(), response.Json["ext_expires_in"]!.GetValue<int>())
            .Should().Be(("Bearer", 3599, 3599));
        var client = CreateGraphClient(response);
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Status.Should().Be(201);
        (await client.PostAsync("keySets", """{"id":"a"}""")).Status.Should().Be(201);
        (await client.GetAsync("policies/none")).Message.Should().Contain(Tenant);
    }

    [Fact]
    public async Task The_claims_are_those_of_an_applications_version_1_token()
    {
        var token = (await RequestTokenAsync(Tenant, ValidForm())).Json["access_token"]!.GetValue<string>();

        var claims = JsonNode.Parse(Convert.FromBase64String(ToBase64(token.Split('.')[1])))!;
        (claims["aud"]!.GetValue<string>(), claims["iss"]!.GetValue<string>(), claims["tid"]!.GetValue<string>())
            .Should().Be(("https://graph.microsoft.com", $"https://sts.windows.net/{Tenant}/", Tenant));
        (claims["appid"]!.GetValue<string>(), claims["idtyp"]!.GetValue<string>(), claims["ver"]!.GetValue<string>()).Should().Be(("any-client", "app", "1.0"));
        (claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>()).Should().Be(3599);
        claims["roles"]!.AsArray().Should().HaveCount(9);
        claims["nonce"].Should().BeNull();
    }

    [Fact]
    public async Task A_token_expires_by_the_servers_clock()
    {
        await using var own = new StrictServer();
        var client = CreateGraphClient(await RequestTokenAsync(Tenant, ValidForm(), own: own), own);

        own.Clock.Now += TimeSpan.FromSeconds(3599 + 299);
        (await client.GetAsync("policies")).Status.Should().Be(200);
        own.Clock.Now += TimeSpan.FromSeconds(1);
        (await client.GetAsync("policies")).Message.Should().Be("Lifetime validation failed, the token is expired.");
    }

    [Fact]
    public async Task A_client_can_have_its_own_permissions()
    {
        var client = CreateGraphClient(await RequestTokenAsync(Tenant, ValidForm("reader")));

        (await client.GetAsync("policies")).Status.Should().Be(200);
        (await client.DeleteAsync("policies/x")).Status.Should().Be(403);
        (await client.GetAsync("keySets")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_domain_in_the_path_names_the_tenant()
    {
        var client = CreateGraphClient(await RequestTokenAsync("fabrikam.onmicrosoft.com", ValidForm()));

        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Message.Should().Contain("login tenant 'fabrikam.onmicrosoft.com'");
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "fabrikam.onmicrosoft.com"))).Status.Should().Be(201);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task The_secret_can_be_in_the_body_in_Basic_or_in_both(bool inBody, bool byBasic)
    {
        var form = ValidForm();
        if (!inBody)
        {
            form.Remove("client_id");
            form.Remove("client_secret");
        }

        var response = await RequestTokenAsync(Tenant, form, with: request =>
        {
            if (byBasic)
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("any%2Dclient:s%3Acret"u8));
        });

        response.Status.Should().Be(200);
    }

    [Theory]
    [InlineData("grant_type", null, 400, "invalid_request", 900144)]
    [InlineData("grant_type", "implicit", 400, "unsupported_grant_type", 70003)]
    [InlineData("client_id", null, 400, "invalid_request", 900144)]
    [InlineData("client_secret", null, 401, "invalid_client", 7000218)]
    [InlineData("scope", null, 400, "invalid_request", 900144)]
    [InlineData("scope", "https://graph.microsoft.com/Policy.Read.All", 400, "invalid_scope", 1002012)]
    public async Task An_incomplete_request_gets_an_OAuth_error(string field, string? value, int status, string error, int code)
    {
        var form = ValidForm();
        form.Remove(field);
        if (value is not null)
            form[field] = value;

        ShouldBeOAuthError(await RequestTokenAsync(Tenant, form), status, error, code);
    }

    [Theory]
    [Covers("AADSTS900023")]
    [InlineData("settings:tenant")]
    [InlineData("nodots")]
    [InlineData("consumers")]
    public async Task An_invalid_tenant_name_gets_its_own_error(string tenant) =>
        ShouldBeOAuthError(await RequestTokenAsync(tenant, ValidForm()), 400, "invalid_request", 900023);

    [Fact]
    [Covers("AADSTS900561")]
    public async Task Another_method_or_content_type_gets_an_OAuth_error()
    {
        var client = new TrustFrameworkClient(server.CreateClient(), Guid.Empty);
        using var json = TrustFrameworkClient.Json("{}");

        ShouldBeOAuthError(await client.GetAsync($"/{Tenant}/oauth2/v2.0/token"), 400, "invalid_request", 900561);
        ShouldBeOAuthError(await client.SendAsync(HttpMethod.Post, $"/{Tenant}/oauth2/v2.0/token", json), 400, "invalid_request", 900144);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task Common_and_organizations_name_the_default_tenant(string tenant)
    {
        var client = CreateGraphClient(await RequestTokenAsync(tenant, ValidForm()));

        (await client.GetAsync("policies/none")).Message.Should().Contain("00000000-0000-4000-8000-000000000b2c");
    }

    private static void ShouldBeOAuthError(ApiResponse response, int status, string error, int code)
    {
        response.Status.Should().Be(status);
        response.Json.AsObject().Select(member => member.Key).Should().Equal(
            "error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri");
        response.Json["error"]!.GetValue<string>().Should().Be(error);
        response.Json["error_codes"]!.AsArray().Select(number => number!.GetValue<int>()).Should().Equal(code);
        response.Json["error_description"]!.GetValue<string>().Should().StartWith($"AADSTS{code}: ").And.EndWith("Timestamp: 2026-11-01 12:00:00Z");
        response.Json["timestamp"]!.GetValue<string>().Should().Be("2026-11-01 12:00:00Z");
    }

    private static Dictionary<string, string> ValidForm(string client = "any-client") => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = client,
        ["client_secret"] = "any secret at all",
        ["scope"] = "https://graph.microsoft.com/.default",
    };

    private async Task<ApiResponse> RequestTokenAsync(
        string tenant, Dictionary<string, string> form, Action<HttpRequestMessage>? with = null, StrictServer? own = null)
    {
        using var http = (own ?? server).CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{tenant}/oauth2/v2.0/token?client-request-id=1") { Content = new FormUrlEncodedContent(form) };
        with?.Invoke(request);
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    private TrustFrameworkClient CreateGraphClient(ApiResponse token, StrictServer? own = null) =>
        new((own ?? server).CreateClient(), Guid.Empty) { Bearer = token.Json["access_token"]!.GetValue<string>() };

    private static string ToBase64(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');

    /// <summary>Mode strict with a key that the server generates.</summary>
    public sealed class StrictServer : MockServerFactory
    {
        public StrictServer() => And("MockServer:Auth", "strict").And("MockServer:Clients:reader:Permissions", "Policy.Read.All").And("MockServer:Clients:*:DisplayName", "Any client");
    }
}
