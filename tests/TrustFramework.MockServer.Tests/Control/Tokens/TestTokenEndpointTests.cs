using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Tokens;

public sealed class TestTokenEndpointTests(StrictServerFactory strict, MockServerFactory stub) : IClassFixture<StrictServerFactory>, IClassFixture<MockServerFactory>
{
    private readonly Guid _tenant = Guid.NewGuid();

    [Theory]
    [InlineData("{}", 200)]
    [InlineData("""{"kind":"delegated"}""", 200)]
    [InlineData("""{"permissions":["Policy.Read.All"]}""", 200)]
    [InlineData("""{"permissions":["TrustFrameworkKeySet.Read.All"]}""", 403)]
    [InlineData("""{"kind":"delegated","roles":["B2C IEF Policy Administrator"]}""", 200)]
    [InlineData("""{"kind":"delegated","roles":["B2C IEF Keyset Administrator"]}""", 403)]
    [InlineData("""{"kind":"delegated","roles":["3edaf663-341e-4475-9f94-5c398ef6c070"],"user":"somebody"}""", 200)]
    [InlineData("""{"user":"guest"}""", 403)]
    [InlineData("""{"lifetime":"P30D"}""", 200)]
    [InlineData("""{"claims":{"aud":"00000003-0000-0000-c000-000000000000","extra":{"deep":[1]}}}""", 200)]
    [InlineData("""{"claims":{"exp":null}}""", 401)]
    public async Task A_token_is_issued_as_requested_and_validated_like_any_other(string json, int status)
    {
        var (_, client) = await RequestTokenAsync(strict, json);

        (await client.GetAsync("policies")).Status.Should().Be(status);
    }

    [Fact]
    public async Task The_response_contains_the_claims_of_the_token()
    {
        var (response, client) = await RequestTokenAsync(strict, """{"clientId":"me","lifetime":"01:00:00","permissions":["Policy.Read.All"],"claims":{"extra":"yes","ver":null}}""");

        response.Json["token_type"]!.GetValue<string>().Should().Be("Bearer");
        response.Json["expires_in"]!.GetValue<long>().Should().Be(3600);
        var claims = LoginClient.Claims(client.Bearer);
        JsonNode.DeepEquals(response.Json["claims"], claims).Should().BeTrue();
        (claims["appid"]!.GetValue<string>(), claims["extra"]!.GetValue<string>(), claims["ver"]).Should().Be(("me", "yes", (JsonNode?)null));
        claims["tid"]!.GetValue<Guid>().Should().Be(_tenant);
    }

    [Theory]
    [InlineData("expired", 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", true)]
    [InlineData("notYetValid", 401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.", true)]
    [InlineData("audience", 401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.", true)]
    [InlineData("issuer", 401, "InvalidAuthenticationToken", "Access token validation failure. Invalid issuer.", false)]
    [InlineData("tenant", 401, "InvalidAuthenticationToken", "Access token validation failure. Invalid tenant.", true)]
    [InlineData("signature", 401, "InvalidAuthenticationToken", "Invalid signature.", false)]
    [InlineData("key", 401, "InvalidAuthenticationToken", "Invalid signature.", false)]
    [InlineData("noPermission", 403, "AADB2C", "The application does not have any of the required application permissions (Policy.Read.All, Policy.ReadWrite.TrustFramework) to access the resource. ", true)]
    [InlineData("personal", 403, "AADB2C", "User Authorization: Access is denied.", true)]
    public async Task Each_invalid_token_is_refused_for_its_defect(string defect, int status, string code, string message, bool isRefusedInStub)
    {
        var (_, inStrict) = await RequestTokenAsync(strict, $$"""{"wrong":"{{defect}}"}""");
        var (_, inStub) = await RequestTokenAsync(stub, $$"""{"wrong":"{{defect}}"}""");

        (await inStrict.GetAsync("policies")).ShouldBeError(status, code, message);
        var stubResponse = await inStub.GetAsync("policies");
        if (isRefusedInStub)
            stubResponse.ShouldBeError(status, code, message);
        else
            stubResponse.Status.Should().Be(200, "mode stub does not validate it");
    }

    [Fact]
    public async Task A_user_without_permission_gets_the_error_for_delegated_permissions()
    {
        var (_, client) = await RequestTokenAsync(strict, """{"kind":"delegated","wrong":"noPermission"}""");

        (await client.GetAsync("policies")).Message.Should().Contain("required delegated permissions");
    }

    [Fact]
    public async Task Times_follow_the_tenants_clock()
    {
        var control = new ControlClient(strict.CreateClient(), _tenant);
        await control.PutAsync("clock", """{"now":"2040-01-01T00:00:00Z"}""");

        var (response, client) = await RequestTokenAsync(strict, """{"lifetime":"PT10M"}""");
        (await client.GetAsync("policies")).Status.Should().Be(200);
        response.Json["claims"]!["exp"]!.GetValue<long>().Should().Be(DateTimeOffset.Parse("2040-01-01T00:10:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds());

        await control.PostAsync("clock/advance", """{"by":"PT15M"}""");
        (await client.GetAsync("policies")).ShouldBeError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
        (await RequestTokenAsync(strict, """{"wrong":"expired"}""")).Response.Json["expires_in"]!.GetValue<long>().Should().Be(-3600);
    }

    [Fact]
    public async Task Without_a_key_file_each_tenant_has_its_own_signing_key()
    {
        await using var own = MockServerFactory.With("MockServer:Auth", "strict");

        var (_, client) = await RequestTokenAsync(own, "{}");
        var global = await new ControlClient(own.CreateClient()).PostAsync("tokens");

        (await client.GetAsync("policies")).Status.Should().Be(200);
        global.Json["claims"]!["tid"]!.GetValue<string>().Should().Be("00000000-0000-4000-8000-000000000b2c");
        (await RequestTokenAsync(own, """{"wrong":"tenant"}""")).Client.Bearer.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("""{"kind":"robot"}""", "$.kind")]
    [InlineData("""{"kind":1}""", "$.kind")]
    [InlineData("""{"wrong":"everything"}""", "$.wrong")]
    [InlineData("""{"kind":"application","user":"admin"}""", "An application's token has no user")]
    [InlineData("""{"roles":["King"]}""", "'King' is not the name or the template id of a directory role")]
    [InlineData("""{"roles":[null]}""", "'' is not the name")]
    [InlineData("""{"permissions":["a b"]}""", "one name in each string")]
    [InlineData("""{"permissions":[null]}""", "one name in each string")]
    [InlineData("""{"lifetime":"-PT1H"}""", "It is positive")]
    [InlineData("""{"lifetime":"P200Y"}""", "at most a hundred years")]
    [InlineData("""{"lifetime":"long"}""", "ISO 8601 duration")]
    [InlineData("""{"claims":[]}""", "$.claims")]
    [InlineData("""{"claims":{"deep":{"a":1,"a":2}}}""", "a name is there twice")]
    [InlineData("""{"claims":{"half":"\ud800"}}""", "a lone surrogate")]
    [InlineData("""{"claims":{"\ud800":1}}""", "cannot be read")]
    [InlineData("""{"scope":"a"}""", "'scope'")]
    public async Task An_invalid_request_is_refused(string json, string detail) =>
        ShouldBeProblem(await new ControlClient(strict.CreateClient(), _tenant).PostAsync("tokens", json), 400, detail);

    private async Task<(ApiResponse Response, TrustFrameworkClient Client)> RequestTokenAsync(MockServerFactory server, string json)
    {
        var response = await new ControlClient(server.CreateClient(), _tenant).PostAsync("tokens", json);
        response.Status.Should().Be(200, response.Text);
        return (response, new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = response.Json["access_token"]!.GetValue<string>() });
    }
}
