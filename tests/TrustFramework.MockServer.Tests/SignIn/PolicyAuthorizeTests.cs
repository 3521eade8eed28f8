using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Authorization requests: responses, errors and the page that picks a user.</summary>
public sealed class PolicyAuthorizeTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly (string, string?)[] WebClient =
        [("client_id", PolicyTenant.Web), ("redirect_uri", PolicyTenant.WebRedirect), ("code_challenge", null), ("code_challenge_method", null)];

    [Theory]
    [InlineData("code", null, "?")]
    [InlineData("code", "fragment", "#")]
    [InlineData("id_token", null, "#")]
    [InlineData("code id_token", null, "#")]
    [InlineData("code id_token token", null, "#")]
    [InlineData("id_token token", "form_post", null)]
    [InlineData("token", null, "#")]
    public async Task A_response_contains_what_the_response_type_asks_for(string type, string? mode, string? separator)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var response = await tenant.PickAsync(tenant.Authorize([.. WebClient, ("response_type", type), ("response_mode", mode)]));

        var parameters = separator is null ? ReadForm(response) : LoginClient.ParseRedirect(response);
        if (separator is not null)
            response.Header("Location").Should().StartWith(PolicyTenant.WebRedirect + separator);
        parameters["state"].Should().Be("the state");
        var expected = type.Split(' ').Select(name => name == "token" ? "access_token" : name);
        parameters.AllKeys.Should().Contain(expected).And.HaveCount(expected.Count() + 1 + (type.Contains("token", StringComparison.Ordinal) && type.Split(' ').Contains("token") ? 3 : 0));
        if (parameters["id_token"] is not { } idToken)
            return;
        var claims = await tenant.VerifyAsync(idToken);
        claims["nonce"]!.GetValue<string>().Should().Be("the nonce");
        claims["c_hash"]?.GetValue<string>().Should().Be(HashHalf(parameters["code"]!));
        claims["at_hash"]?.GetValue<string>().Should().Be(HashHalf(parameters["access_token"]!));
        (claims["c_hash"] is null, claims["at_hash"] is null).Should().Be((parameters["code"] is null, parameters["access_token"] is null));
    }

    [Theory]
    [InlineData("client_id", null, "AADB2C90008")]
    [InlineData("client_id", "unknown", "AADB2C90018")]
    [InlineData("client_id", PolicyTenant.Api, "AADB2C90007")]
    [InlineData("redirect_uri", "http://localhost:3000/other", "AADB2C90006")]
    [InlineData("redirect_uri", "http://localhost:3000", "AADB2C90006")]
    [InlineData("redirect_uri", "javascript:alert(1)", "AADB2C90287")]
    [InlineData("redirect_uri", "<script>alert(1)</script>", "AADB2C90287")]
    [Covers("AADB2C90006", "AADB2C90007", "AADB2C90008", "AADB2C90018", "AADB2C90287")]
    public async Task An_error_before_the_redirect_URI_is_trusted_is_a_page(string parameter, string? value, string code)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var page = await tenant.GetAsync(tenant.Authorize((parameter, value)));

        (page.Status, page.ContentType, page.Header("Location")).Should().Be((400, "text/html; charset=utf-8", null));
        page.Text.Should().Contain($"{code}: ").And.NotContain("<script>alert");
        page.Header("Content-Security-Policy").Should().Contain("frame-ancestors 'none'");
    }

    [Theory]
    [InlineData("response_type", "", "invalid_request", "AADB2C90013")]
    [InlineData("response_type", "code code", "invalid_request", "AADB2C90013")]
    [InlineData("response_mode", "post", "invalid_request", "AADB2C90014")]
    [InlineData("scope", null, "invalid_request", "AADB2C90010")]
    [InlineData("scope", "openid read", "invalid_request", "AADB2C90055")]
    [InlineData("scope", "https://contoso.onmicrosoft.com/api/write", "invalid_request", "AADB2C90117")]
    [InlineData("scope", "https://contoso.onmicrosoft.com/other/read", "invalid_request", "AADB2C90117")]
    [InlineData("scope", "11111111-0000-4000-8000-000000000002 https://contoso.onmicrosoft.com/api/read", "invalid_request", "AADB2C90146")]
    [InlineData("scope", "offline_access", "invalid_request", "AADB2C90115")]
    [InlineData("prompt", "never", "invalid_request", "AADB2C90043")]
    [InlineData("prompt", "none", "interaction_required", "AADB2C90077")]
    [InlineData("max_age", "soon", "invalid_request", "AADB2C90120")]
    [InlineData("code_challenge", null, "invalid_request", "AADB2C99059")]
    [InlineData("code_challenge_method", "S512", "invalid_request", "AADB2C90184")]
    [Covers("AADB2C90010", "AADB2C90013", "AADB2C90014", "AADB2C90043", "AADB2C90055", "AADB2C90077", "AADB2C90115", "AADB2C90117", "AADB2C90120", "AADB2C90146", "AADB2C90184", "AADB2C99059")]
    public async Task An_error_of_the_request_is_sent_to_the_application(string parameter, string? value, string error, string code)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        PolicyTenant.ShouldRedirectWithError(await tenant.GetAsync(tenant.Authorize((parameter, value))), error, code);
    }

    [Fact]
    public async Task Errors_have_the_form_of_the_service()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var location = (await tenant.GetAsync(tenant.Authorize(("prompt", "none")))).Header("Location");

        location.Should().MatchRegex(
            @"^http://localhost:3000/\?error=interaction_required&error_description=AADB2C90077%3a\+User\+does\+not\+have\+an\+existing\+session\+and\+request\+prompt\+parameter\+has\+a\+"
            + @"value\+of\+%27None%27\.%0d%0aCorrelation\+ID%3a\+[0-9a-f-]{36}%0d%0aTimestamp%3a\+2026-11-01\+12%3a00%3a00Z%0d%0a&state=the\+state$");
    }

    [Fact]
    [Covers("AADB2C90057", "AADB2C90110")]
    public async Task Tokens_need_the_implicit_settings_and_an_ID_token_needs_openid()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        PolicyTenant.ShouldRedirectWithError(await tenant.GetAsync(tenant.Authorize(("response_type", "id_token"))), "unauthorized_client", "AADB2C90057");
        PolicyTenant.ShouldRedirectWithError(
            await tenant.GetAsync(tenant.Authorize([.. WebClient, ("response_type", "id_token"), ("scope", "https://contoso.onmicrosoft.com/api/read")])), "invalid_request", "AADB2C90110");
        PolicyTenant.ShouldRedirectWithError(await tenant.GetAsync(tenant.Authorize([.. WebClient, ("response_type", "token"), ("scope", "openid")])), "invalid_request", "AADB2C90055");
        PolicyTenant.ShouldRedirectWithError(
            await tenant.GetAsync(tenant.Authorize([.. WebClient, ("response_type", "id_token"), ("response_mode", "query")])), "invalid_request", "AADB2C90014");
    }

    [Fact]
    public async Task Without_registered_redirect_URIs_any_client_can_sign_in()
    {
        var tenant = await PolicyTenant.CreateAsync(server, applications: false);
        var authorize = tenant.Authorize(("client_id", "any"), ("redirect_uri", "myapp://auth"), ("scope", "openid api://33333333-0000-4000-8000-000000000001/read"));

        var code = LoginClient.ParseRedirect(await tenant.PickAsync(authorize))["code"]!;
        var token = await tenant.RedeemAsync(code, ("client_id", "any"), ("redirect_uri", "myapp://auth"), ("client_secret", "any"));

        (await tenant.VerifyAsync(token.Json["access_token"]!.GetValue<string>()))["aud"]!.GetValue<string>().Should().Be("33333333-0000-4000-8000-000000000001");
    }

    [Fact]
    public async Task A_registered_client_without_redirect_URIs_can_sign_in_and_authenticates_if_it_has_a_secret()
    {
        var tenant = await PolicyTenant.CreateAsync(server, applications: false);
        var created = await tenant.Graph.PostAsync("/v1.0/applications", """{"displayName":"Job"}""");
        var (id, client) = (created.Json["id"]!.GetValue<string>(), created.Json["appId"]!.GetValue<string>());
        async Task<ApiResponse> RedeemAsync(params (string, string)[] fields) =>
            await tenant.RedeemAsync(LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize(("client_id", client), ("scope", "openid"))))["code"]!, [("client_id", client), .. fields]);

        (await RedeemAsync(("client_secret", "any"))).Status.Should().Be(200);
        var secret = (await tenant.Graph.PostAsync($"/v1.0/applications/{id}/addPassword", "{}")).Json["secretText"]!.GetValue<string>();
        PolicyTenant.ShouldBeError(await RedeemAsync(("client_secret", "any")), "invalid_client", "AADB2C90081");
        PolicyTenant.ShouldBeError(await RedeemAsync(), "invalid_client", "AADB2C90079");
        (await RedeemAsync(("client_secret", secret))).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_page_shows_the_users_and_the_claims_and_issues_what_is_entered()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var authorize = tenant.Authorize(("login_hint", "new@example.com"));

        var users = await tenant.GetAsync(authorize);
        users.Text.Should().Contain("Jane Doe").And.Contain("jane@example.com").And.Contain("Spa").And.Contain("value=\"new@example.com\"");
        var claims = await tenant.PostAsync(authorize, ("other_user", "new@example.com"), ("decision", "next"));
        claims.Text.Should().Contain("name=\"claim.email\" value=\"new@example.com\"").And.Contain($"name=\"claim.tenantId\" value=\"{tenant.Id}\" disabled");
        var invalid = await tenant.PostAsync(authorize, ("other_user", "new@example.com"), ("claim.newUser", "perhaps"), ("claim.city", "<b>"), ("decision", "accept"));
        invalid.Text.Should().Contain("&#39;perhaps&#39; is not a value of type boolean for newUser.").And.Contain("value=\"&lt;b&gt;\"");
        var accepted = await tenant.PostAsync(
            authorize, ("other_user", "new@example.com"), ("claim.newUser", "true"), ("claim.city", ""), ("claim.displayName", "Änne \"A\""), ("claim.tenantId", "forged"), ("decision", "accept"));

        var token = await tenant.RedeemAsync(LoginClient.ParseRedirect(accepted)["code"]!);
        var issued = await tenant.VerifyAsync(token.Json["id_token"]!.GetValue<string>());
        (issued["newUser"]!.GetValue<bool>(), issued["city"], issued["displayName"]!.GetValue<string>(), issued["tid"]!.GetValue<string>())
            .Should().Be((true, null, "Änne \"A\"", tenant.Id.ToString()));
    }

    [Theory]
    [InlineData("cancel", "AADB2C90091")]
    [InlineData("forgot", "AADB2C90118")]
    [Covers("AADB2C90091", "AADB2C90118")]
    public async Task The_page_returns_the_errors_of_its_buttons(string decision, string code)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        PolicyTenant.ShouldRedirectWithError(await tenant.PostAsync(tenant.Authorize(), ("decision", decision)), "access_denied", code);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_decide_for_the_person()
    {
        var tenant = await PolicyTenant.CreateAsync(server, users: false);
        var request = new HttpRequestMessage(HttpMethod.Post, tenant.Authorize())
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("other_user", "attacker"), KeyValuePair.Create("decision", "accept")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        (await tenant.SendAsync(request)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_request_in_a_form_becomes_one_in_the_address()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var (path, query) = tenant.Authorize().Split('?') is [var first, var second] ? (first, HttpUtility.ParseQueryString(second)) : throw new InvalidOperationException();

        var response = await tenant.PostAsync(path, [.. query.AllKeys.Select(name => (name!, query[name]!))]);

        response.Status.Should().Be(302);
        (await tenant.PickAsync(response.Header("Location")!)).Status.Should().Be(302);
    }

    [Fact]
    public async Task A_sub_without_a_value_is_an_error()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        PolicyTenant.ShouldRedirectWithError(await tenant.PickAsync(tenant.Authorize(), ("claim.objectId", "")), "server_error", "AADB2C90037");
    }

    private static string HashHalf(string text) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(text))[..16]);

    private static System.Collections.Specialized.NameValueCollection ReadForm(ApiResponse page)
    {
        page.Text.Should().Contain($"<form id='auto' method='post' action='{PolicyTenant.WebRedirect}'>");
        var fields = HttpUtility.ParseQueryString("");
        foreach (var input in page.Text.Split("<input type=\"hidden\" name=\"").Skip(1))
            fields.Add(input.Split('"')[0], HttpUtility.HtmlDecode(input.Split("value=\"")[1].Split('"')[0]));
        return fields;
    }
}
