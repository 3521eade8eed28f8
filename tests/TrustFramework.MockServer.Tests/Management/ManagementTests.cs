using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Hosting;
using TrustFramework.MockServer.Tests.Hosting.Interception;
using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.Management;

/// <summary>What <c>az login</c> requests from management.azure.com, in interception.</summary>
public sealed class ManagementTests(InterceptingServer server) : IClassFixture<InterceptingServer>
{
    private const string Management = "https://management.azure.com";
    private const string Core = "https://management.core.windows.net";
    private const string Subscriptions = "subscriptions?api-version=2019-11-01";

    private readonly string _tenant = $"t{Guid.NewGuid():N}.onmicrosoft.com";

    [Theory]
    [InlineData("oauth2/v2.0/token", "scope", $"{Core}//.default", Core)]
    [InlineData("oauth2/v2.0/token", "scope", $"{Core}/.default", Core)]
    [InlineData("oauth2/v2.0/token", "scope", $"{Management}//.default", Management)]
    [InlineData("oauth2/v2.0/token", "scope", $"{Management}/.default", Management)]
    [InlineData("oauth2/token", "resource", $"{Core}/", Core)]
    [InlineData("oauth2/token", "resource", Management, Management)]
    public async Task An_application_gets_a_token_and_an_empty_list_of_subscriptions(string path, string parameter, string value, string audience)
    {
        var token = await RequestTokenAsync(path, (parameter, value));

        LoginClient.Claims(token)["aud"]!.GetValue<string>().Should().Be(audience);
        var (status, body) = await GetAsync(Subscriptions, token);
        (status, body).Should().Be((HttpStatusCode.OK, """{"value":[]}"""));
    }

    [Fact]
    public async Task The_list_of_tenants_contains_the_tenant_of_the_token()
    {
        var token = await RequestTokenAsync("oauth2/v2.0/token", ("scope", $"{Core}//.default"));

        var (status, body) = await GetAsync("tenants?api-version=2019-11-01", token);

        status.Should().Be(HttpStatusCode.OK);
        var tenant = JsonNode.Parse(body)!["value"]!.AsArray().Should().ContainSingle().Subject!;
        var id = LoginClient.Claims(token)["tid"]!.GetValue<string>();
        (tenant["id"]!.GetValue<string>(), tenant["tenantId"]!.GetValue<string>(), tenant["defaultDomain"]!.GetValue<string>(), tenant["displayName"]!.GetValue<string>())
            .Should().Be(($"/tenants/{id}", id, _tenant, _tenant.Split('.')[0]));
    }

    [Theory]
    [InlineData("subscriptions", "any", HttpStatusCode.BadRequest, "MissingApiVersionParameter")]
    [InlineData(Subscriptions, null, HttpStatusCode.Unauthorized, "AuthenticationFailed")]
    [InlineData(Subscriptions, "Policy.Read.All", HttpStatusCode.Unauthorized, "InvalidAuthenticationToken")]
    [InlineData(Subscriptions, "garbage", HttpStatusCode.Unauthorized, "InvalidAuthenticationToken")]
    public async Task A_request_without_a_version_or_a_token_gets_an_error_of_Resource_Manager(string path, string? token, HttpStatusCode status, string code)
    {
        var response = await GetAsync(path, token);

        response.Status.Should().Be(status);
        JsonNode.Parse(response.Body)!["error"]!["code"]!.GetValue<string>().Should().Be(code);
    }

    [Fact]
    public async Task Graph_and_Resource_Manager_refuse_each_others_tokens()
    {
        var management = await RequestTokenAsync("oauth2/v2.0/token", ("scope", $"{Core}//.default"));
        var graph = await RequestTokenAsync("oauth2/v2.0/token", ("scope", "https://graph.microsoft.com//.default"));

        var atGraph = await GetAsync("https://graph.microsoft.com/beta/trustFramework/policies", management);
        var atManager = await GetAsync(Subscriptions, graph);

        (atGraph.Status, JsonNode.Parse(atGraph.Body)!["error"]!["message"]!.GetValue<string>())
            .Should().Be((HttpStatusCode.Unauthorized, "Access token validation failure. Invalid audience."));
        (atManager.Status, JsonNode.Parse(atManager.Body)!["error"]!["message"]!.GetValue<string>()).Should().Be((
            HttpStatusCode.Unauthorized,
            "The access token has been obtained for wrong audience or resource 'https://graph.microsoft.com'. It should exactly match with one of the allowed audiences "
            + "'https://management.azure.com/','https://management.azure.com','https://management.core.windows.net/','https://management.core.windows.net'."));
    }

    [Fact]
    public async Task A_refused_token_is_recorded_in_the_journal_whatever_its_audience_contains()
    {
        using var own = new HttpClient { BaseAddress = server.Server.Address };
        using var content = TrustFrameworkClient.Json("""{"claims":{"aud":"ü\""}}""");
        using var minted = await own.PostAsync(new Uri($"/_mock/tenants/{_tenant}/tokens", UriKind.Relative), content);
        var token = JsonNode.Parse(await minted.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();

        var response = await GetAsync(Subscriptions, token);

        (response.Status, JsonNode.Parse(response.Body)!["error"]!["code"]!.GetValue<string>()).Should().Be((HttpStatusCode.Unauthorized, "InvalidAuthenticationTokenAudience"));
        var journal = JsonNode.Parse(await own.GetStringAsync(new Uri("/_mock/journal?path=/subscriptions&code=InvalidAuthenticationTokenAudience", UriKind.Relative)))!;
        journal["entries"]!.AsArray().Select(entry => entry!["refusal"]!["message"]!.GetValue<string>()).Should().ContainMatch("*resource 'ü\"'*");
    }

    [Fact]
    public async Task A_user_gets_a_token_with_user_impersonation()
    {
        var token = await RequestTokenAsync(
            "oauth2/v2.0/token", ("grant_type", "password"), ("client_secret", null), ("username", $"admin@{_tenant}"), ("password", "any"), ("scope", $"{Core}//.default offline_access openid profile"));

        LoginClient.Claims(token)["scp"]!.GetValue<string>().Should().Be("user_impersonation openid profile");
        (await GetAsync(Subscriptions, token)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("_mock/health/ready")]
    [InlineData("beta/trustFramework/policies")]
    [InlineData("common/v2.0/.well-known/openid-configuration")]
    [InlineData("subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups?api-version=2021-04-01")]
    public async Task Other_addresses_are_not_emulated(string path)
    {
        var (status, body) = await GetAsync(path, "any");

        (status, body).Should().Be((HttpStatusCode.NotFound, "This server does not emulate this address of management.azure.com."));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/")]
    [InlineData("https://login.microsoftonline.com/")]
    [InlineData(null)]
    public async Task Other_hosts_do_not_have_the_addresses(string? host)
    {
        var (status, body) = await GetAsync($"{host ?? server.Server.Address.ToString()}{Subscriptions}", "Policy.Read.All");

        status.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        body.Should().NotContain("\"value\"");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("signature", HttpStatusCode.Unauthorized)]
    [InlineData("expired", HttpStatusCode.Unauthorized)]
    [InlineData("notYetValid", HttpStatusCode.Unauthorized)]
    [InlineData("issuer", HttpStatusCode.Unauthorized)]
    [InlineData("valid", HttpStatusCode.OK)]
    public async Task In_mode_strict_only_the_servers_own_valid_tokens_are_accepted(string? kind, HttpStatusCode expected)
    {
        using var data = new Hosting.Tls.TemporaryDataFolder();
        using var port = new ReservedPort();
        await using var strict = await data.StartAsync("--intercept", $"--MockServer:InterceptPort={port.Number}", "--MockServer:ProxyPort=0", "--MockServer:Auth=strict");
        using var own = new HttpClient { BaseAddress = strict.Address };
        using var http = new HttpClient(Hosting.Tls.TemporaryDataFolder.CreateTrustingHandler(await File.ReadAllTextAsync(data.Path("data/intercept/ca.pem")), port.Number));
        string? token = null;
        if (kind is not null)
        {
            using var content = TrustFrameworkClient.Json($$"""{"claims":{"aud":"{{Core}}"}{{(kind == "valid" ? "" : $",\"wrong\":\"{kind}\"")}}}""");
            using var minted = await own.PostAsync(new Uri("/_mock/tokens", UriKind.Relative), content);
            token = JsonNode.Parse(await minted.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        }

        (await GetAsync(Subscriptions, token, http)).Status.Should().Be(expected);
    }

    private async Task<string> RequestTokenAsync(string path, params (string Name, string? Value)[] fields)
    {
        using var http = server.CreateClient();
        var form = LoginClient.Form(("grant_type", "client_credentials"), ("client_id", "az"), ("client_secret", "any"));
        foreach (var (name, value) in fields)
        {
            if (value is null)
                form.Remove(name);
            else
                form[name] = value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri($"https://login.microsoftonline.com/{_tenant}/{path}"), content);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["access_token"]!.GetValue<string>();
    }

    /// <param name="path">An address, or a path of management.azure.com.</param>
    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? token, HttpClient? client = null)
    {
        using var intercepted = server.CreateClient();
        using var plain = new HttpClient();
        var address = new Uri(path.Contains("://", StringComparison.Ordinal) ? path : $"{Management}/{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await (client ?? (address.IsLoopback ? plain : intercepted)).SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
