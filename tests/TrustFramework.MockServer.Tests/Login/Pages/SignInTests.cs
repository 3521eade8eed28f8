using System.Security.Cryptography;
using System.Text;
using static TrustFramework.MockServer.Tests.Login.LoginClient;

namespace TrustFramework.MockServer.Tests.Login.Pages;

/// <summary>The sign-in page and the codes that it issues.</summary>
public sealed class SignInTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Redirect = "https://app.example/cb";
    private const string Verifier = "a-verifier-of-more-than-forty-three-characters-in-length";
    private const string Query = "client_id=app&redirect_uri=https://app.example/cb&response_type=code&state=s1&nonce=n1"
        + "&scope=openid%20offline_access%20Policy.ReadWrite.TrustFramework%20Policy.Read.All";

    private readonly LoginClient _login = new(server);

    [Theory]
    [InlineData("S256")]
    [InlineData("plain")]
    public async Task A_client_redeems_a_code_with_the_verifier(string method)
    {
        var response = await _login.SignInAsync($"{Query}&code_challenge={Challenge(method)}&code_challenge_method={method}");

        response.Header("Location").Should().StartWith(Redirect + "?");
        var parameters = ParseRedirect(response);
        parameters["state"].Should().Be("s1");
        var token = await RedeemAsync(parameters["code"]!);
        Claims(token.Json["id_token"]!.GetValue<string>())["nonce"]!.GetValue<string>().Should().Be("n1");
        Claims(token.Json["access_token"]!.GetValue<string>())["upn"]!.GetValue<string>().Should().Be($"admin@{_login.Domain}");
        (await _login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(200);
        token.Json["refresh_token"].Should().NotBeNull();
    }

    [Fact]
    [Covers("AADSTS54005", "AADSTS500112", "AADSTS501481", "AADSTS70000")]
    public async Task A_code_is_valid_for_one_client_one_redirect_URI_one_verifier_and_one_use()
    {
        var code = ParseRedirect(await _login.SignInAsync($"{Query}&code_challenge={Challenge("S256")}&code_challenge_method=S256"))["code"]!;

        ShouldBeLoginError(await RedeemAsync(code, verifier: "another-verifier-of-more-than-forty-three-characters"), 501481, "invalid_grant");
        ShouldBeLoginError(await RedeemAsync(code, redirect: "https://evil.example/"), 500112, "invalid_client");
        ShouldBeLoginError(await RedeemAsync(code, client: "another"), 70000, "invalid_grant");
        ShouldBeLoginError(await RedeemAsync(code.ToUpperInvariant()), 70000, "invalid_grant");
        (await RedeemAsync(code)).Status.Should().Be(200);
        ShouldBeLoginError(await RedeemAsync(code), 54005, "invalid_grant");
    }

    [Fact]
    [Covers("AADSTS70008")]
    public async Task A_code_expires_after_ten_minutes()
    {
        await using var own = new MockServerFactory();
        var login = new LoginClient(own);
        var code = ParseRedirect(await login.SignInAsync(Query))["code"]!;

        own.Clock.Now += TimeSpan.FromMinutes(10);

        (await RedeemAsync(code, login: login)).Json["error_codes"]![0]!.GetValue<int>().Should().Be(70008);
    }

    [Fact]
    public async Task A_typed_name_takes_precedence_over_the_selected_user()
    {
        var page = await _login.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/{_login.Tenant}/oauth2/v2.0/authorize?{Query}")
        {
            Content = new FormUrlEncodedContent(Form(("user", $"admin@{_login.Domain}"), ("other_user", "zoe@other.example"), ("permission", "Policy.Read.All"), ("decision", "accept"))),
        });

        var token = await RedeemAsync(ParseRedirect(page)["code"]!);

        Claims(token.Json["access_token"]!.GetValue<string>())["upn"]!.GetValue<string>().Should().Be("zoe@other.example");
    }

    [Fact]
    public async Task A_cleared_permission_is_not_granted_now_or_on_refresh()
    {
        var code = ParseRedirect(await _login.SignInAsync(Query, permissions: "Policy.Read.All"))["code"]!;

        var token = await RedeemAsync(code);

        token.Json["scope"]!.GetValue<string>().Should().Be("openid offline_access Policy.Read.All");
        (await _login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(200);
        (await _login.CreateGraphClient(token).DeleteAsync("policies/x")).Status.Should().Be(403);
        var refreshed = await _login.TokenAsync(("grant_type", "refresh_token"), ("client_id", "app"), ("refresh_token", token.Json["refresh_token"]!.GetValue<string>()));
        refreshed.Json["scope"]!.GetValue<string>().Should().Be("openid offline_access Policy.Read.All");
    }

    [Fact]
    public async Task The_page_lists_test_users_for_each_role_and_the_requested_permissions()
    {
        var page = await _login.GetAsync($"oauth2/v2.0/authorize?{Query}&login_hint=keys@{_login.Domain}");

        page.ContentType.Should().Be("text/html; charset=utf-8");
        page.Text.Should().ContainAll("Global Administrator", "B2C IEF Policy Administrator", "B2C IEF Keyset Administrator", "Global Reader", "no directory role");
        page.Text.Should().Contain($"value=\"keys@{_login.Domain}\" checked");
        OfferedPermissions(page.Text).Should().Equal("Policy.ReadWrite.TrustFramework", "Policy.Read.All");
        page.Header("Content-Security-Policy").Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
        page.Header("Referrer-Policy").Should().Be("same-origin");
    }

    [Theory]
    [InlineData("fragment", "#")]
    [InlineData("query", "?")]
    public async Task The_response_uses_the_requested_response_mode(string mode, string separator) =>
        (await _login.SignInAsync($"{Query}&response_mode={mode}")).Header("Location").Should().StartWith($"{Redirect}{separator}code=");

    [Fact]
    public async Task The_response_can_be_a_form_that_submits_itself()
    {
        var page = await _login.SignInAsync($"{Query.Replace("s1", "%22%3E%3Cscript%3E", StringComparison.Ordinal)}&response_mode=form_post");

        page.Text.Should().ContainAll($"action='{Redirect}'", "name=\"code\"", "&quot;&gt;&lt;script&gt;").And.NotContain("\"><script>");
        page.Header("Content-Security-Policy").Should().Contain("script-src");
    }

    [Theory]
    [Covers("AADSTS700016", "AADSTS50011", "AADSTS70007", "AADSTS900023")]
    [InlineData("redirect_uri=https://app.example/cb", "AADSTS900144")]
    [InlineData("client_id=app", "AADSTS900144")]
    [InlineData("client_id=app&redirect_uri=javascript:alert(1)", "AADSTS50011")]
    [InlineData("client_id=app&redirect_uri=/relative", "AADSTS50011")]
    [InlineData("client_id=app&redirect_uri=https://app.example/cb%23f", "AADSTS50011")]
    [InlineData("client_id=app&redirect_uri=https://app.example/cb&response_mode=smoke", "AADSTS70007")]
    public async Task An_error_without_a_valid_redirect_URI_is_shown_on_a_page(string query, string code)
    {
        var page = await _login.GetAsync($"oauth2/v2.0/authorize?{query}");

        (page.Status, page.Header("Location")).Should().Be((400, null));
        page.Text.Should().Contain($"{code}: ").And.NotContain("<form");
        (await new LoginClient(server, "settings:tenant").GetAsync("oauth2/v2.0/authorize")).Text.Should().Contain("AADSTS900023");
    }

    [Theory]
    [Covers("AADSTS700054", "AADSTS50058", "AADSTS501491", "AADSTS70011")]
    [InlineData("response_type=token&scope=openid", "unsupported_response_type", "AADSTS700054")]
    [InlineData("response_type=code&scope=openid&prompt=none", "login_required", "AADSTS50058")]
    [InlineData("response_type=code&scope=openid&code_challenge=short", "invalid_request", "AADSTS501491")]
    [InlineData("response_type=code&scope=a%3Cb", "invalid_scope", "AADSTS70011")]
    [InlineData("response_type=code&scope=a%0A", "invalid_scope", "AADSTS70011")]
    [InlineData("response_type=code", "invalid_request", "AADSTS900144")]
    [InlineData("response_type=code&scope=https://vault.azure.net/x", "invalid_resource", "AADSTS500011")]
    public async Task An_error_of_the_client_is_sent_to_its_redirect_URI(string query, string error, string code)
    {
        var parameters = ParseRedirect(await _login.GetAsync($"oauth2/v2.0/authorize?client_id=app&redirect_uri={Redirect}&state=s2&{query}"));

        (parameters["error"], parameters["state"]).Should().Be((error, "s2"));
        parameters["error_description"].Should().StartWith($"{code}: ");
    }

    [Fact]
    [Covers("AADSTS65004")]
    public async Task A_user_can_decline()
    {
        var parameters = ParseRedirect(await _login.SignInAsync(Query, decision: "cancel"));

        (parameters["error"], parameters["code"]).Should().Be(("access_denied", null));
    }

    [Fact]
    public async Task The_version_1_page_takes_a_resource()
    {
        const string V1 = $"client_id=app&redirect_uri={Redirect}&response_type=code&resource=https://graph.microsoft.com";

        var code = ParseRedirect(await _login.SignInAsync(V1, path: "oauth2/authorize"))["code"]!;
        var token = await _login.PostAsync("oauth2/token", ("grant_type", "authorization_code"), ("client_id", "app"), ("code", code), ("redirect_uri", Redirect));

        token.Json["resource"]!.GetValue<string>().Should().Be("https://graph.microsoft.com");
        (await _login.CreateGraphClient(token).GetAsync("keySets")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Signing_out_redirects_to_the_clients_address()
    {
        (await _login.GetAsync("oauth2/v2.0/logout?post_logout_redirect_uri=https://app.example/out&state=s3")).Header("Location").Should().Be("https://app.example/out?state=s3");
        (await _login.GetAsync("oauth2/logout?post_logout_redirect_uri=javascript:alert(1)")).Text.Should().Contain("Signed out");
    }

    private static string Challenge(string method) => method == "plain" ? Verifier
        : Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private Task<ApiResponse> RedeemAsync(string code, string client = "app", string redirect = Redirect, string verifier = Verifier, LoginClient? login = null) =>
        (login ?? _login).TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", client), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));
}
