using static TrustFramework.MockServer.Tests.Login.LoginClient;

namespace TrustFramework.MockServer.Tests.Login.Grants;

/// <summary>Every grant without configured clients and users: the tokens that it issues and the errors that it returns.</summary>
public sealed class GrantTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly LoginClient _login = new(server);

    [Fact]
    [Covers("AADSTS1002012", "AADSTS500011")]
    public async Task An_application_gets_all_permissions_of_the_resource_that_it_names()
    {
        var response = await ApplicationAsync(DefaultScope);

        response.Status.Should().Be(200);
        response.Json.AsObject().Select(member => member.Key).Should().Equal("token_type", "expires_in", "ext_expires_in", "access_token");
        Claims(response.Json["access_token"]!.GetValue<string>())["roles"]!.AsArray().Should().HaveCount(9);
        (await _login.CreateGraphClient(response).GetAsync("policies")).Status.Should().Be(200);
        // Without scopes, the .NET Graph client requests the host of its base address: conventions 5.1 [E].
        (await _login.CreateGraphClient(await ApplicationAsync("https://localhost/.default")).GetAsync("keySets")).Status.Should().Be(200);

        ShouldBeLoginError(await ApplicationAsync("https://graph.microsoft.com/Policy.Read.All"), 1002012, "invalid_scope");
        ShouldBeLoginError(await ApplicationAsync("https://vault.azure.net/.default"), 500011, "invalid_resource");
        ShouldBeLoginError(await ApplicationAsync(null), 900144, "invalid_request");
    }

    [Fact]
    [Covers("AADSTS70003", "AADSTS900144")]
    public async Task The_password_grant_issues_the_requested_permissions()
    {
        var response = await PasswordAsync("openid offline_access Policy.ReadWrite.TrustFramework");

        response.Json["scope"]!.GetValue<string>().Should().Be("openid offline_access Policy.ReadWrite.TrustFramework");
        var claims = Claims(response.Json["access_token"]!.GetValue<string>());
        (claims["scp"]!.GetValue<string>(), claims["idtyp"]!.GetValue<string>(), claims["upn"]!.GetValue<string>())
            .Should().Be(("Policy.ReadWrite.TrustFramework openid", "user", $"me@{_login.Domain}"));
        claims["wids"]!.AsArray().Should().ContainSingle(role => role!.GetValue<string>() == "62e90394-69f5-4237-9190-012177145e10");
        (await _login.CreateGraphClient(response).GetAsync("policies")).Status.Should().Be(200);
        (await _login.CreateGraphClient(response).GetAsync("keySets")).Message.Should().StartWith("The application does not have any of the required delegated permissions");

        ShouldBeLoginError(await PasswordAsync("Policy.Read.All", password: null), 900144, "invalid_request");
        ShouldBeLoginError(await PasswordAsync(null), 900144, "invalid_request");
        ShouldBeLoginError(await _login.TokenAsync(("grant_type", "saml"), ("client_id", "c")), 70003, "unsupported_grant_type");
    }

    [Fact]
    public async Task The_default_scope_grants_all_permissions_and_the_response_names_each()
    {
        var response = await PasswordAsync(DefaultScope);

        response.Json["scope"]!.GetValue<string>().Split(' ').Should().BeEquivalentTo(
            DefaultScope, "https://graph.microsoft.com/Policy.Read.All", "https://graph.microsoft.com/Policy.ReadWrite.TrustFramework",
            "https://graph.microsoft.com/TrustFrameworkKeySet.Read.All", "https://graph.microsoft.com/TrustFrameworkKeySet.ReadWrite.All",
            "https://graph.microsoft.com/User.Read.All", "https://graph.microsoft.com/User.ReadWrite.All", "https://graph.microsoft.com/Application.ReadWrite.All",
            "https://graph.microsoft.com/Directory.Read.All", "https://graph.microsoft.com/Directory.ReadWrite.All");
        response.Json["refresh_token"].Should().BeNull();
        response.Json["id_token"].Should().BeNull();
        response.Json["client_info"].Should().BeNull();
    }

    [Fact]
    public async Task The_id_token_and_client_info_name_the_same_account()
    {
        var response = await _login.TokenAsync(
            ("grant_type", "password"), ("client_id", "app-1"), ("username", "kim@contoso.onmicrosoft.com"), ("password", "x"),
            ("scope", "openid profile User.Read"), ("client_info", "1"));

        var id = Claims(response.Json["id_token"]!.GetValue<string>());
        (id["aud"]!.GetValue<string>(), id["ver"]!.GetValue<string>(), id["preferred_username"]!.GetValue<string>(), id["tid"]!.GetValue<string>())
            .Should().Be(("app-1", "2.0", "kim@contoso.onmicrosoft.com", _login.Tenant));
        id["iss"]!.GetValue<string>().Should().Be($"http://localhost/{_login.Tenant}/v2.0");
        var account = Claims($".{response.Json["client_info"]!.GetValue<string>()}.");
        (account["uid"]!.GetValue<string>(), account["utid"]!.GetValue<string>()).Should().Be((id["oid"]!.GetValue<string>(), _login.Tenant));
        Claims(response.Json["access_token"]!.GetValue<string>())["oid"]!.GetValue<string>().Should().Be(id["oid"]!.GetValue<string>());
    }

    [Fact]
    [Covers("AADSTS70000", "AADSTS70008")]
    public async Task A_refresh_token_can_be_redeemed_repeatedly_for_the_same_or_other_permissions()
    {
        await using var own = new MockServerFactory();
        var login = new LoginClient(own);
        var first = await login.TokenAsync(
            ("grant_type", "password"), ("client_id", "c"), ("username", "me"), ("password", "x"), ("scope", "offline_access Policy.Read.All"));
        var refresh = first.Json["refresh_token"]!.GetValue<string>();

        var same = await RefreshAsync(refresh);
        same.Json["scope"]!.GetValue<string>().Should().Be("offline_access Policy.Read.All");
        same.Json["refresh_token"].Should().NotBeNull();
        (await RefreshAsync(refresh, scope: "TrustFrameworkKeySet.Read.All")).Json["scope"]!.GetValue<string>().Should().Be("TrustFrameworkKeySet.Read.All");

        ShouldBeLoginError(await RefreshAsync("no token"), 70000, "invalid_grant");
        ShouldBeLoginError(await RefreshAsync(refresh, client: "another"), 70000, "invalid_grant");
        ShouldBeLoginError(await RefreshAsync(first.Json["access_token"]!.GetValue<string>()), 70000, "invalid_grant");
        ShouldBeLoginError(await new LoginClient(own).TokenAsync(("grant_type", "refresh_token"), ("client_id", "c"), ("refresh_token", refresh)), 70000, "invalid_grant");
        (await login.CreateGraphClient(first).GetAsync("policies")).Status.Should().Be(200);
        (await new TrustFrameworkClient(own.CreateClient(), Guid.Empty) { Bearer = refresh }.GetAsync("policies")).Message
            .Should().Be("Access token validation failure. Invalid audience.", "a refresh token is not a bearer token");

        own.Clock.Now += TimeSpan.FromDays(90);
        (await RefreshAsync(refresh)).Json["error_codes"]![0]!.GetValue<int>().Should().Be(70008);

        Task<ApiResponse> RefreshAsync(string token, string? scope = null, string client = "c") =>
            login.TokenAsync(("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token), ("scope", scope));
    }

    [Fact]
    [Covers("AADSTS500131", "AADSTS7000114", "AADSTS50027", "AADSTS500133")]
    public async Task An_application_gets_a_token_on_behalf_of_the_user_who_called_it()
    {
        await using var own = new MockServerFactory();
        var login = new LoginClient(own);
        var call = await login.TokenAsync(
            ("grant_type", "password"), ("client_id", "front"), ("username", "me"), ("password", "x"), ("scope", "api://middle/.default"));
        var assertion = call.Json["access_token"]!.GetValue<string>();
        Claims(assertion)["aud"]!.GetValue<string>().Should().Be("api://middle");

        var response = await OnBehalfAsync(assertion);
        var claims = Claims(response.Json["access_token"]!.GetValue<string>());
        (claims["upn"]!.GetValue<string>(), claims["appid"]!.GetValue<string>()).Should().Be(($"me@{login.Domain}", "middle"));
        (await login.CreateGraphClient(response).GetAsync("policies")).Status.Should().Be(200);

        ShouldBeLoginError(await OnBehalfAsync(assertion, client: "other"), 500131, "invalid_grant");
        ShouldBeLoginError(await OnBehalfAsync("nonsense"), 50027, "invalid_request");
        var application = await login.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", "a"), ("client_secret", "s"), ("scope", "api://middle/.default"));
        ShouldBeLoginError(await OnBehalfAsync(application.Json["access_token"]!.GetValue<string>()), 7000114, "invalid_grant");
        ShouldBeLoginError(await OnBehalfAsync(assertion, use: null), 900144, "invalid_request");
        own.Clock.Now += TimeSpan.FromHours(2);
        (await OnBehalfAsync(assertion)).Json["error_codes"]![0]!.GetValue<int>().Should().Be(500133);

        Task<ApiResponse> OnBehalfAsync(string token, string client = "middle", string? use = "on_behalf_of") => login.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", client), ("client_secret", "s"), ("assertion", token),
            ("requested_token_use", use), ("scope", DefaultScope));
    }

    [Fact]
    [Covers("AADSTS50013")]
    public async Task In_mode_strict_an_assertion_must_be_signed_by_the_server()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var login = new LoginClient(strict);
        var claims = AccessTokens.Delegated(Guid.Parse(login.Tenant), "x");
        (claims["aud"], claims["upn"]) = ("middle", "me");

        var response = await login.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", "middle"), ("client_secret", "s"),
            ("assertion", AccessTokens.Unsigned(claims)), ("requested_token_use", "on_behalf_of"), ("scope", DefaultScope));

        ShouldBeLoginError(response, 50013, "invalid_grant");
    }

    [Fact]
    public async Task The_version_1_endpoint_takes_a_resource_and_writes_numbers_as_strings()
    {
        var application = await _login.PostAsync(
            "oauth2/token", ("grant_type", "client_credentials"), ("client_id", "c"), ("client_secret", "s"), ("resource", "https://graph.microsoft.com/"));

        (application.Json["expires_in"]!.GetValue<string>(), application.Json["expires_on"]!.GetValue<string>(), application.Json["resource"]!.GetValue<string>())
            .Should().Be(("3599", "1793537999", "https://graph.microsoft.com"));
        (await _login.CreateGraphClient(application).GetAsync("policies")).Status.Should().Be(200);

        var user = await _login.PostAsync(
            "oauth2/token", ("grant_type", "password"), ("client_id", "c"), ("username", "me"), ("password", "x"), ("resource", "https://graph.microsoft.com"));
        Claims(user.Json["id_token"]!.GetValue<string>())["iss"]!.GetValue<string>().Should().Be($"https://sts.windows.net/{_login.Tenant}/");
        user.Json["scope"]!.GetValue<string>().Should().Contain("Policy.ReadWrite.TrustFramework");
        var refreshed = await _login.PostAsync(
            "oauth2/token", ("grant_type", "refresh_token"), ("client_id", "c"), ("refresh_token", user.Json["refresh_token"]!.GetValue<string>()),
            ("resource", "https://graph.microsoft.com"));
        (await _login.CreateGraphClient(refreshed).GetAsync("keySets")).Status.Should().Be(200);

        ShouldBeLoginError(await _login.PostAsync("oauth2/token", ("grant_type", "client_credentials"), ("client_id", "c"), ("client_secret", "s")), 900144, "invalid_request");
    }

    [Fact]
    public async Task Each_tenant_signs_with_its_own_key()
    {
        var (mine, other) = (await _login.GetAsync("discovery/v2.0/keys"), await new LoginClient(server).GetAsync("discovery/v2.0/keys"));

        var kid = mine.Json["keys"]![0]!["kid"]!.GetValue<string>();
        kid.Should().NotBe(other.Json["keys"]![0]!["kid"]!.GetValue<string>());
        var token = (await ApplicationAsync(DefaultScope)).Json["access_token"]!.GetValue<string>();
        Claims($".{token.Split('.')[0]}.")["kid"]!.GetValue<string>().Should().Be(kid);
        mine.Json["keys"]![0]!.AsObject().Select(member => member.Key).Should().NotContain(["d", "p", "q", "dp", "dq", "qi"]);
    }

    [Fact]
    public async Task The_response_repeats_the_clients_request_id()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/{_login.Tenant}/oauth2/v2.0/token", UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("client-request-id", "6a1f2a4e-0000-4000-8000-000000000007");
        request.Headers.Add("return-client-request-id", "true");

        var response = await _login.SendAsync(request);

        (response.Header("client-request-id"), response.Json["correlation_id"]!.GetValue<string>())
            .Should().Be(("6a1f2a4e-0000-4000-8000-000000000007", "6a1f2a4e-0000-4000-8000-000000000007"));
        response.Header("x-ms-request-id").Should().Be(response.Json["trace_id"]!.GetValue<string>());
    }

    private Task<ApiResponse> ApplicationAsync(string? scope) =>
        _login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "c"), ("client_secret", "s"), ("scope", scope));

    private Task<ApiResponse> PasswordAsync(string? scope, string? password = "any") =>
        _login.TokenAsync(("grant_type", "password"), ("client_id", "c"), ("username", "me"), ("password", password), ("scope", scope));
}
