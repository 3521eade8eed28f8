using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Clock;

public sealed class ClockTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly Guid _tenant = Guid.NewGuid();

    private ControlClient Control => new(server.CreateClient(), _tenant);

    [Fact]
    public async Task A_tenants_clock_is_read_set_advanced_frozen_resumed_and_reset()
    {
        (await Control.GetAsync("clock")).Text.Should().Be("""{"now":"2026-11-01T12:00:00+00:00","frozen":false,"shift":"PT0S"}""");
        (await Control.PostAsync("clock/advance", """{"by":"P1DT2H"}""")).Text.Should().Be("""{"now":"2026-11-02T14:00:00+00:00","frozen":false,"shift":"P1DT2H"}""");
        (await Control.PostAsync("clock/advance", """{"by":"-02:00:00"}""")).Text.Should().Contain("2026-11-02T12:00:00");
        (await Control.PostAsync("clock/freeze")).Text.Should().Be("""{"now":"2026-11-02T12:00:00+00:00","frozen":true,"shift":null}""");
        (await Control.PutAsync("clock", """{"now":"2030-01-01T00:00:00+01:00"}""")).Text.Should().Be("""{"now":"2029-12-31T23:00:00+00:00","frozen":true,"shift":null}""");
        (await Control.PostAsync("clock/resume")).Json["frozen"]!.GetValue<bool>().Should().BeFalse();
        (await Control.DeleteAsync("clock")).Text.Should().Be("""{"now":"2026-11-01T12:00:00+00:00","frozen":false,"shift":"PT0S"}""");
    }

    [Fact]
    public async Task Tokens_expire_by_the_clock_of_their_own_tenant()
    {
        var (login, other) = (new LoginClient(server, _tenant.ToString()), new LoginClient(server));
        var (token, otherToken) = (await TokenAsync(login), await TokenAsync(other));

        await Control.PostAsync("clock/advance", """{"by":"PT1H6M"}""");

        (await login.CreateGraphClient(token).GetAsync("policies")).ShouldBeError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
        (await other.CreateGraphClient(otherToken).GetAsync("policies")).Status.Should().Be(200);
        (await login.CreateGraphClient(await TokenAsync(login)).GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Lifetime_of_an_accepted_token_is_validated_again()
    {
        var login = new LoginClient(server, _tenant.ToString());
        var token = await TokenAsync(login);
        async Task<int> StatusAsync() => (await login.CreateGraphClient(token).GetAsync("policies")).Status;

        (await StatusAsync()).Should().Be(200);
        await Control.PostAsync("clock/advance", """{"by":"PT1H6M"}""");
        (await StatusAsync()).Should().Be(401);
        await Control.PostAsync("clock/advance", """{"by":"-PT2H"}""");
        (await StatusAsync()).Should().Be(401, "it is not valid yet");
        await Control.DeleteAsync("clock");
        (await StatusAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Signature_of_an_accepted_token_is_validated_again_after_the_key_changes()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var login = new LoginClient(strict, _tenant.ToString());
        var token = await TokenAsync(login);
        (await login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(200);

        await new ControlClient(strict.CreateClient(), _tenant).PostAsync("reset");

        (await login.CreateGraphClient(token).GetAsync("policies")).ShouldBeError(401, "InvalidAuthenticationToken", "Invalid signature.");
        var next = await TokenAsync(login);
        (await login.CreateGraphClient(token).GetAsync("policies")).Status.Should().Be(401);
        (await login.CreateGraphClient(next).GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Keys_become_active_and_expire_by_the_tenants_clock()
    {
        var client = server.NewTenantWithNonExpiringToken();
        var control = new ControlClient(server.CreateClient(), client.Tenant);
        (await client.PostAsync("keySets", """{"id":"Clock"}""")).Status.Should().Be(201);
        // Valid from 13:00 to 14:00. The server's clock starts at 12:00 of the same day.
        (await client.PostAsync("keySets/B2C_1A_Clock/generateKey", """{"kty":"oct","use":"sig","nbf":1793538000,"exp":1793541600}""")).Status.Should().Be(200);
        async Task<int> ActiveAsync() => (await client.GetAsync("keySets/B2C_1A_Clock/getActiveKey")).Status;

        (await ActiveAsync()).Should().NotBe(200);
        await control.PostAsync("clock/advance", """{"by":"PT1H30M"}""");
        (await ActiveAsync()).Should().Be(200);
        await control.PostAsync("clock/advance", """{"by":"PT1H"}""");
        (await ActiveAsync()).Should().NotBe(200);
        var late = await client.PostAsync("keySets/B2C_1A_Clock/generateKey", """{"kty":"oct","use":"sig","exp":1793541600}""");
        late.Status.Should().Be(400, "the key has already expired by the tenant's clock");
        late.Json["error"]!["innerError"]!["date"]!.GetValue<string>().Should().Be("2026-11-01T14:30:00");
    }

    [Fact]
    public async Task A_tenants_clock_is_relative_to_the_global_clock()
    {
        await using var own = new MockServerFactory();
        var (global, tenant) = (new ControlClient(own.CreateClient()), new ControlClient(own.CreateClient(), _tenant));
        await tenant.PostAsync("clock/advance", """{"by":"PT1H"}""");

        (await global.PostAsync("clock/advance", """{"by":"P1D"}""")).Text.Should().Contain("2026-11-02T12:00:00");

        (await tenant.GetAsync("clock")).Text.Should().Be("""{"now":"2026-11-02T13:00:00+00:00","frozen":false,"shift":"PT1H"}""");
    }

    [Theory]
    [InlineData("PUT", "clock", "{}", "an instant from 1970 to 9000")]
    [InlineData("PUT", "clock", """{"now":"0001-01-01T00:00:00Z"}""", "an instant from 1970 to 9000")]
    [InlineData("PUT", "clock", """{"now":"tomorrow"}""", "The body cannot be read")]
    [InlineData("PUT", "clock", """{"then":"2027-01-01T00:00:00Z"}""", "'then'")]
    [InlineData("PUT", "clock", "null", "The body is null")]
    [InlineData("POST", "clock/advance", "{}", "ISO 8601 duration")]
    [InlineData("POST", "clock/advance", """{"by":"an hour"}""", "ISO 8601 duration")]
    [InlineData("POST", "clock/advance", """{"by":"P99999999999999Y"}""", "ISO 8601 duration")]
    public async Task An_invalid_time_is_refused_with_an_example(string method, string path, string json, string detail) =>
        ShouldBeProblem(await Control.SendAsync(new HttpMethod(method), path, TrustFrameworkClient.Json(json)), 400, detail);

    [Theory]
    [InlineData("nobody")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_invalid_tenant_name_does_not_mean_all_tenants(string name) =>
        ShouldBeProblem(await new ControlClient(server.CreateClient()).GetAsync($"tenants/{name}/clock"), 400, $"'{name}' is no");

    private static async Task<ApiResponse> TokenAsync(LoginClient login) => await login.TokenAsync(
        ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));
}
