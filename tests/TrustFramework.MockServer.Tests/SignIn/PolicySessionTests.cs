using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Sessions of browsers, logout, user info, CORS and the automatic sign-in.</summary>
public sealed class PolicySessionTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Framing = """<UserJourneyBehaviors><JourneyFraming Enabled="true" Sources="https://portal.contoso.com https://b.example" /></UserJourneyBehaviors>""";

    [Fact]
    public async Task A_session_signs_in_without_a_page_until_it_expires_or_the_request_forbids_it()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        await tenant.SignInAsync();

        (await tenant.GetAsync(tenant.Authorize())).Status.Should().Be(302);
        LoginClient.ParseRedirect(await tenant.GetAsync(tenant.Authorize(("prompt", "none"))))["code"].Should().NotBeNull();
        (await tenant.GetAsync(tenant.Authorize(("prompt", "login")))).Status.Should().Be(200);
        (await tenant.Control.PostAsync("clock/advance", """{"by":"PT1H"}""")).Status.Should().Be(200);
        (await tenant.GetAsync(tenant.Authorize(("max_age", "3600")))).Status.Should().Be(200);
        var token = await tenant.RedeemAsync(LoginClient.ParseRedirect(await tenant.GetAsync(tenant.Authorize()))["code"]!);
        var claims = await tenant.VerifyAsync(token.Json["id_token"]!.GetValue<string>());
        (claims["iat"]!.GetValue<long>() - claims["auth_time"]!.GetValue<long>()).Should().Be(3600);
        (await tenant.Control.PostAsync("clock/advance", """{"by":"PT24H"}""")).Status.Should().Be(200);
        (await tenant.GetAsync(tenant.Authorize())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Concurrent_sign_ins_of_one_session_are_all_signed_out()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        await tenant.SignInAsync();
        var applications = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i => (await tenant.Graph.PostAsync(
            "/v1.0/applications", $$"""{ "displayName": "App", "web": { "redirectUris": ["https://localhost/{{i}}"], "logoutUrl": "https://localhost/out/{{i}}" } }""")).Json));

        var responses = await Task.WhenAll(applications.Select(application => tenant.GetAsync(tenant.Authorize(
            ("client_id", application["appId"]!.GetValue<string>()), ("redirect_uri", application["web"]!["redirectUris"]![0]!.GetValue<string>()), ("prompt", "none")))));

        responses.Should().OnlyContain(response => LoginClient.ParseRedirect(response)["code"] != null);
        (await tenant.GetAsync(tenant.Address("oauth2/v2.0/logout"))).Text.Should().ContainAll(Enumerable.Range(0, 8).Select(i => $"src=\"https://localhost/out/{i}\""));
    }

    [Theory]
    [InlineData("""<SingleSignOn Scope="Suppressed" />""", 200)]
    [InlineData("""<SingleSignOn Scope="Application" />""", 200)]
    [InlineData("""<SingleSignOn Scope="Policy" />""", 302)]
    [InlineData("""<SingleSignOn Scope="Tenant" />""", 302)]
    public async Task The_scope_of_the_session_decides_which_requests_share_it(string behavior, int status)
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => WithBehaviors(xml, $"<UserJourneyBehaviors>{behavior}</UserJourneyBehaviors>"));
        await tenant.SignInAsync();

        (await tenant.GetAsync(tenant.Authorize(("client_id", PolicyTenant.Web), ("redirect_uri", PolicyTenant.WebRedirect)))).Status.Should().Be(status);
    }

    [Fact]
    public async Task Logout_ends_the_session_calls_the_other_applications_and_redirects()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        await tenant.PickAsync(tenant.Authorize(("client_id", PolicyTenant.Web), ("redirect_uri", PolicyTenant.WebRedirect)));
        var idToken = (await tenant.SignInAsync())["id_token"]!.GetValue<string>();

        var page = await tenant.GetAsync($"{tenant.Address("oauth2/v2.0/logout")}?post_logout_redirect_uri={Uri.EscapeDataString(PolicyTenant.SpaRedirect)}&state=a%26b&id_token_hint={idToken}");

        page.Text.Should().Contain("<iframe hidden src=\"https://localhost:5001/signed-out\">").And.Contain("content=\"2; url=http://localhost:3000/?state=a%26b\"");
        page.Header("Content-Security-Policy").Should().Contain("frame-src https://localhost:5001");
        (await tenant.GetAsync(tenant.Authorize())).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("", 200, null)]
    [InlineData("?post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F%3Fa%3Db&state=s", 302, "http://localhost:3000/?a=b&state=s")]
    [InlineData("?post_logout_redirect_uri=nowhere", 400, null)]
    [Covers("AADB2C90067")]
    public async Task Logout_works_without_a_session(string query, int status, string? location)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var response = await tenant.GetAsync(tenant.Address("oauth2/v2.0/logout") + query);

        (response.Status, response.Header("Location")).Should().Be((status, location));
    }

    [Fact]
    [Covers("AADB2C90210", "AADB2C90272")]
    public async Task Logout_can_require_the_ID_token()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => WithBehaviors(
            xml, """<UserJourneyBehaviors><SingleSignOn Scope="Tenant" EnforceIdTokenHintOnLogout="true" /></UserJourneyBehaviors>"""));
        var idToken = (await tenant.SignInAsync())["id_token"]!.GetValue<string>();
        var logout = $"{tenant.Address("oauth2/v2.0/logout")}?post_logout_redirect_uri=";

        (await tenant.GetAsync(logout + "http%3A%2F%2Flocalhost%3A3000%2F")).Text.Should().Contain("AADB2C90272");
        (await tenant.GetAsync($"{logout}http%3A%2F%2Flocalhost%3A3000%2F&id_token_hint={idToken[..^4]}AAAA")).Text.Should().Contain("AADB2C90210");
        (await tenant.GetAsync($"{logout}http%3A%2F%2Fevil.example%2F&id_token_hint={idToken}")).Text.Should().Contain("AADB2C90006");
        (await tenant.GetAsync($"{logout}http%3A%2F%2Flocalhost%3A3000%2F&id_token_hint={idToken}")).Header("Location").Should().Be("http://localhost:3000/");
    }

    [Fact]
    public async Task The_policy_decides_which_pages_may_frame_its_pages()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => WithBehaviors(xml, Framing));

        (await tenant.GetAsync(tenant.Authorize())).Header("Content-Security-Policy").Should().Contain("frame-ancestors https://portal.contoso.com https://b.example");
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://localhost:5001", false)]
    public async Task Pages_at_the_origins_of_single_page_applications_may_read_tokens(string origin, bool isAllowed)
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var preflight = new HttpRequestMessage(HttpMethod.Options, tenant.Address("oauth2/v2.0/token"));
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        var keys = new HttpRequestMessage(HttpMethod.Get, tenant.Address("discovery/v2.0/keys"));
        keys.Headers.Add("Origin", origin);

        foreach (var response in new[] { await tenant.SendAsync(preflight), await tenant.SendAsync(keys) })
            response.Header("Access-Control-Allow-Origin").Should().Be(isAllowed ? origin : null);
    }

    [Fact]
    public async Task User_info_runs_the_journey_of_policies_that_have_the_endpoint()
    {
        var without = await PolicyTenant.CreateAsync(server);
        (await without.GetAsync(without.Address("openid/v2.0/userinfo"))).Status.Should().Be(404);
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.AddUserInfo);
        (await tenant.GetAsync(tenant.Address("v2.0/.well-known/openid-configuration"))).Json["userinfo_endpoint"]!.GetValue<string>().Should().EndWith("/openid/v2.0/userinfo");
        var token = (await tenant.SignInAsync())["access_token"]!.GetValue<string>();
        var user = (await tenant.Graph.GetAsync("/v1.0/users")).Json["value"]![0]!["id"]!.GetValue<string>();
        (await tenant.Graph.PatchAsync($"/v1.0/users/{user}", """{"displayName":"Jane Roe"}""")).Status.Should().Be(204);

        var request = new HttpRequestMessage(HttpMethod.Get, tenant.Address("openid/v2.0/userinfo"));
        request.Headers.Authorization = new("Bearer", token);
        var response = await tenant.SendAsync(request);

        response.Text.Should().Be($$"""{"city":"osaka","name":"Jane Roe","objectId":"{{user}}"}""");
        (await tenant.GetAsync(tenant.Address("openid/v2.0/userinfo"))).Status.Should().Be(401);
    }

    [Fact]
    [Covers("AADB2C90053")]
    public async Task Automatically_the_hint_or_the_first_user_signs_in()
    {
        await using var automatic = MockServerFactory.With("MockServer:SignIn", "automatic");
        var tenant = await PolicyTenant.CreateAsync(automatic);
        var empty = await PolicyTenant.CreateAsync(automatic, users: false);

        (await GetNameAsync(tenant)).Should().Be("Jane Doe");
        (await GetNameAsync(tenant, ("login_hint", "JANE@example.com"))).Should().Be("Jane Doe");
        PolicyTenant.ShouldRedirectWithError(await tenant.GetAsync(tenant.Authorize(("login_hint", "nobody@example.com"))), "access_denied", "AADB2C90053");
        (await GetNameAsync(empty, ("login_hint", "anybody@example.com"))).Should().Be("anybody");
        (await GetNameAsync(empty, ("prompt", "login"))).Should().Be("user");
    }

    [Fact]
    public async Task Codes_and_sessions_are_part_of_a_snapshot_with_secrets()
    {
        await using var copy = new MockServerFactory();
        await using var original = new MockServerFactory();
        var tenant = await PolicyTenant.CreateAsync(original);
        var code = LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize()))["code"]!;
        var snapshot = (await new Control.ControlClient(tenant.Http).GetAsync("snapshot?secrets=true")).Text;

        using var http = copy.CreateDefaultClient();
        (await new Control.ControlClient(http).PutAsync("snapshot", snapshot)).Status.Should().Be(204);
        var response = await http.PostAsync(new Uri(tenant.Address("oauth2/v2.0/token"), UriKind.Relative), new FormUrlEncodedContent(LoginClient.Form(
            ("grant_type", "authorization_code"), ("client_id", PolicyTenant.Spa), ("redirect_uri", PolicyTenant.SpaRedirect), ("code_verifier", PolicyTenant.Verifier), ("code", code))));

        ((int)response.StatusCode).Should().Be(200);
    }

    private static async Task<string> GetNameAsync(PolicyTenant tenant, params (string, string?)[] parameters)
    {
        var token = await tenant.RedeemAsync(LoginClient.ParseRedirect(await tenant.GetAsync(tenant.Authorize(parameters)))["code"]!);
        return (await tenant.VerifyAsync(token.Json["id_token"]!.GetValue<string>()))["displayName"]!.GetValue<string>();
    }

    private static string WithBehaviors(string xml, string behaviors) =>
        xml.Replace("<TechnicalProfile Id=\"PolicyProfile\">", $"{behaviors}<TechnicalProfile Id=\"PolicyProfile\">", StringComparison.Ordinal);
}
