using static TrustFramework.MockServer.Tests.Login.LoginClient;

namespace TrustFramework.MockServer.Tests.Login.Grants;

public sealed class DeviceCodeTests(DeviceCodeTests.PageServer server) : IClassFixture<DeviceCodeTests.PageServer>
{
    private readonly LoginClient _login = new(server);

    [Fact]
    public async Task By_default_a_device_code_is_approved_at_once_for_the_first_user()
    {
        await using var auto = new MockServerFactory();
        var login = new LoginClient(auto);
        var device = await DeviceAsync(login);

        (device.Json["expires_in"]!.GetValue<int>(), device.Json["interval"]!.GetValue<int>()).Should().Be((900, 1));
        device.Json["message"]!.GetValue<string>().Should().ContainAll(device.Json["user_code"]!.GetValue<string>(), device.Json["verification_uri"]!.GetValue<string>());
        var token = await PollAsync(device, login);
        Claims(token.Json["access_token"]!.GetValue<string>())["upn"]!.GetValue<string>().Should().StartWith("admin@");
        (await login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(200);
        ShouldBeLoginError(await PollAsync(device, login), 54005, "invalid_grant");
    }

    [Theory]
    [Covers("AADSTS70016")]
    [InlineData("device_code")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code")]
    public async Task A_device_code_is_pending_until_a_user_approves_it(string grant)
    {
        var device = await DeviceAsync();
        ShouldBeLoginError(await PollAsync(device, grant: grant), 70016, "authorization_pending");

        var page = await SubmitPageAsync(device, user: "policies", decision: null);
        page.Text.Should().Contain($"device code: <code>{device.Json["user_code"]}</code>");
        OfferedPermissions(page.Text).Should().Equal("Policy.Read.All", "TrustFrameworkKeySet.Read.All");
        (await SubmitPageAsync(device, user: "policies", decision: "accept", "Policy.Read.All")).Text.Should().Contain("You are signed in to app");

        var token = await PollAsync(device, grant: grant);
        token.Json["scope"]!.GetValue<string>().Should().Be("Policy.Read.All offline_access");
        Claims(token.Json["access_token"]!.GetValue<string>())["wids"]![0]!.GetValue<string>().Should().Be("3edaf663-341e-4475-9f94-5c398ef6c070");
    }

    [Fact]
    [Covers("AADSTS70017")]
    public async Task A_user_can_decline_a_device_code()
    {
        var device = await DeviceAsync();

        await SubmitPageAsync(device, user: "admin", decision: "cancel");

        ShouldBeLoginError(await PollAsync(device), 70017, "authorization_declined");
        (await SubmitPageAsync(device, user: "admin", decision: "accept")).Text.Should().Contain("The code is unknown, was already used, or has expired.");
    }

    [Fact]
    [Covers("AADSTS70018", "AADSTS70020")]
    public async Task A_code_that_is_unknown_expired_or_another_clients_is_rejected()
    {
        await using var own = new PageServer();
        var login = new LoginClient(own);
        var device = await DeviceAsync(login);

        ShouldBeLoginError(await login.TokenAsync(("grant_type", "device_code"), ("client_id", "app"), ("device_code", "wrong")), 70018, "bad_verification_code");
        ShouldBeLoginError(await PollAsync(device, login, client: "another"), 70018, "bad_verification_code");
        own.Clock.Now += TimeSpan.FromMinutes(15);
        (await PollAsync(device, login)).Json["error"]!.GetValue<string>().Should().Be("expired_token");
        (await login.GetAsync($"oauth2/deviceauth?user_code={device.Json["user_code"]}")).Text.Should().Contain("The code is unknown, was already used, or has expired.");
    }

    [Fact]
    public async Task A_device_code_request_needs_a_client_and_a_scope()
    {
        ShouldBeLoginError(await _login.PostAsync("oauth2/v2.0/devicecode", ("client_id", "app")), 900144, "invalid_request");
        ShouldBeLoginError(await _login.PostAsync("oauth2/v2.0/devicecode", ("scope", "openid")), 900144, "invalid_request");
        ShouldBeLoginError(await _login.GetAsync("oauth2/v2.0/devicecode"), 900561, "invalid_request");
    }

    [Fact]
    public async Task The_version_1_endpoint_works_for_ADAL()
    {
        await using var auto = new MockServerFactory();
        var login = new LoginClient(auto);

        var device = await login.PostAsync("oauth2/devicecode", ("client_id", "vscode"), ("resource", "https://graph.microsoft.com"));
        (device.Json["verification_url"]!.GetValue<string>(), device.Json["expires_in"]!.GetValue<string>())
            .Should().Be(($"http://localhost/{login.Tenant}/oauth2/deviceauth", "900"));
        var token = await login.PostAsync(
            "oauth2/token", ("grant_type", "device_code"), ("client_id", "vscode"), ("resource", "https://graph.microsoft.com"),
            ("code", device.Json["device_code"]!.GetValue<string>()));

        token.Json["expires_in"]!.GetValue<string>().Should().Be("3599");
        (await login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_number_of_stored_codes_is_limited()
    {
        await using var own = new PageServer();
        var login = new LoginClient(own);
        var first = await DeviceAsync(login);
        for (var i = 0; i < 1010; i++)
        {
            own.Clock.Now += TimeSpan.FromMilliseconds(1);
            (await DeviceAsync(login)).Status.Should().Be(200);
        }

        (await PollAsync(first, login)).Json["error"]!.GetValue<string>().Should().Be("bad_verification_code");
        (await PollAsync(await DeviceAsync(login), login)).Json["error"]!.GetValue<string>().Should().Be("authorization_pending");
    }

    private Task<ApiResponse> DeviceAsync(LoginClient? login = null) =>
        (login ?? _login).PostAsync("oauth2/v2.0/devicecode", ("client_id", "app"), ("scope", "Policy.Read.All TrustFrameworkKeySet.Read.All offline_access"));

    private Task<ApiResponse> PollAsync(ApiResponse device, LoginClient? login = null, string client = "app", string grant = "device_code") =>
        (login ?? _login).TokenAsync(("grant_type", grant), ("client_id", client), ("device_code", device.Json["device_code"]!.GetValue<string>()));

    private async Task<ApiResponse> SubmitPageAsync(ApiResponse device, string user, string? decision, params string[] permissions)
    {
        var fields = permissions.Select(name => KeyValuePair.Create("permission", name)).Append(KeyValuePair.Create("user", user))
            .Append(KeyValuePair.Create("user_code", device.Json["user_code"]!.GetValue<string>()));
        if (decision is not null)
            fields = fields.Append(KeyValuePair.Create("decision", decision));
        return await _login.SendAsync(new HttpRequestMessage(HttpMethod.Post, device.Json["verification_uri"]!.GetValue<string>()) { Content = new FormUrlEncodedContent(fields) });
    }

    public sealed class PageServer : MockServerFactory
    {
        public PageServer() => And("MockServer:DeviceCode", "page");
    }
}
