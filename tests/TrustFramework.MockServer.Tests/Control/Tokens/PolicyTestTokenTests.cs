using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Tests.SignIn;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Tokens;

/// <summary><c>POST /_mock/tokens</c> with a policy: tokens as an application or an API gets them, without a sign-in.</summary>
public sealed class PolicyTestTokenTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string ApiScope = "https://contoso.onmicrosoft.com/api/read";

    [Fact]
    public async Task An_id_token_equals_that_of_a_sign_in()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var signedIn = await tenant.VerifyAsync((await tenant.SignInAsync())["id_token"]!.GetValue<string>());

        var issued = await IssueAsync(tenant, $$"""{"policy":"b2c_1a_EXAMPLE_signuporsignin","clientId":"{{PolicyTenant.Spa}}","user":"jane@example.com","claims":{"nonce":"the nonce"} }""");

        var claims = await tenant.VerifyAsync(issued["access_token"]!.GetValue<string>());
        // at_hash belongs to the access token of the sign-in.
        signedIn.AsObject().Remove("at_hash");
        signedIn.AsObject().Remove("c_hash");
        JsonNode.DeepEquals(claims, signedIn).Should().BeTrue($"{claims} equals {signedIn}");
        JsonNode.DeepEquals(issued["claims"], claims).Should().BeTrue();
        issued["expires_in"]!.GetValue<long>().Should().Be(3600);
    }

    [Fact]
    public async Task A_scope_gives_an_access_token_and_an_application_has_no_user()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var user = await VerifyAsync(tenant, $$"""{"policy":"{{PolicyTenant.Policy}}","clientId":"{{PolicyTenant.Spa}}","scope":"{{ApiScope}}","lifetime":"PT10M","claims":{"city":"kyoto","email":null} }""");
        var application = await VerifyAsync(tenant, $$"""{"kind":"application","policy":"{{PolicyTenant.Policy}}","clientId":"{{PolicyTenant.Web}}","scope":"{{ApiScope}}"}""");

        (user["aud"]!.GetValue<string>(), user["azp"]!.GetValue<string>(), user["scp"]!.GetValue<string>()).Should().Be((PolicyTenant.Api, PolicyTenant.Spa, "read"));
        (user["city"]!.GetValue<string>(), user["email"], user["acr"]!.GetValue<string>(), user["ver"]!.GetValue<string>()).Should().Be(("kyoto", null, "b2c_1a_example_signuporsignin", "1.0"));
        (user["exp"]!.GetValue<long>() - user["iat"]!.GetValue<long>()).Should().Be(600);
        (application["aud"]!.GetValue<string>(), application["azp"]!.GetValue<string>(), application["email"]).Should().Be((PolicyTenant.Api, PolicyTenant.Web, null));
    }

    [Fact]
    public async Task The_issuer_has_the_host_of_the_request_or_the_given_origin()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var own = await VerifyAsync(tenant, $$"""{"policy":"{{PolicyTenant.Policy}}"}""");
        var other = await VerifyAsync(tenant, $$"""{"policy":"{{PolicyTenant.Policy}}","origin":"https://contoso.b2clogin.com/"}""");

        own["iss"]!.GetValue<string>().Should().Be($"http://localhost/{tenant.Id}/v2.0/");
        other["iss"]!.GetValue<string>().Should().Be($"https://contoso.b2clogin.com/{tenant.Id}/v2.0/");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("expired", typeof(SecurityTokenExpiredException))]
    [InlineData("notYetValid", typeof(SecurityTokenNotYetValidException))]
    [InlineData("audience", typeof(SecurityTokenInvalidAudienceException))]
    [InlineData("issuer", typeof(SecurityTokenInvalidIssuerException))]
    [InlineData("tenant", typeof(SecurityTokenInvalidIssuerException))]
    [InlineData("signature", typeof(SecurityTokenInvalidSignatureException))]
    [InlineData("key", typeof(SecurityTokenSignatureKeyNotFoundException))]
    public async Task An_API_refuses_a_token_for_its_defect(string? defect, Type? refusal)
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        (await tenant.Control.PutAsync("clock", $$"""{"now":"{{DateTimeOffset.UtcNow:O}}"}""")).Status.Should().Be(200, "the library validates by the system clock");
        var issued = await IssueAsync(tenant, $$"""{"policy":"{{PolicyTenant.Policy}}","scope":"{{ApiScope}}","clientId":"{{PolicyTenant.Spa}}"{{(defect is null ? "" : $",\"wrong\":\"{defect}\"")}}}""");
        var metadata = (await tenant.GetAsync(tenant.Address("v2.0/.well-known/openid-configuration"))).Json;
        var keys = new JsonWebKeySet((await tenant.GetAsync(metadata["jwks_uri"]!.GetValue<string>())).Text);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(issued["access_token"]!.GetValue<string>(), new TokenValidationParameters
        {
            ValidIssuer = metadata["issuer"]!.GetValue<string>(),
            ValidAudience = PolicyTenant.Api,
            IssuerSigningKeys = keys.GetSigningKeys(),
        });

        result.Exception?.GetType().Should().Be(refusal);
        result.IsValid.Should().Be(refusal is null);
    }

    [Fact]
    public async Task User_info_accepts_a_token_for_a_test_and_refuses_an_expired_one()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.AddUserInfo);

        (await UserInfoAsync(tenant, "")).Status.Should().Be(200);
        (await UserInfoAsync(tenant, ""","wrong":"expired" """)).Status.Should().Be(401);
        (await UserInfoAsync(tenant, ""","wrong":"key" """)).Status.Should().Be(401);

        static async Task<ApiResponse> UserInfoAsync(PolicyTenant tenant, string members)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, tenant.Address("openid/v2.0/userinfo"));
            request.Headers.Authorization = new("Bearer", (await IssueAsync(tenant, $$"""{"policy":"{{PolicyTenant.Policy}}","scope":"https://contoso.onmicrosoft.com/api/read"{{members}}}"""))["access_token"]!.GetValue<string>());
            return await tenant.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("""{"policy":"B2C_1A_Nothing"}""", 404, "AADB2C90037: The policy 'B2C_1A_Nothing' does not exist in tenant")]
    [InlineData("""{"policy":"B2C_1A_Example_Base"}""", 400, "AADB2C90031")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","scope":"read"}""", 400, "AADB2C90055")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","scope":"https://contoso.onmicrosoft.com/other/read"}""", 400, "AADB2C90117")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","kind":"application"}""", 400, "needs the scope of an API")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","kind":"application","user":"jane"}""", 400, "An application's token has no user")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","permissions":["a"]}""", 400, "has no 'permissions'")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","wrong":"personal"}""", 400, "cannot have this defect")]
    [InlineData("""{"policy":"B2C_1A_Example_SignUpOrSignIn","origin":"contoso"}""", 400, "'contoso' is not an origin")]
    [InlineData("""{"scope":"https://contoso.onmicrosoft.com/api/read"}""", 400, "'scope' and 'origin' belong to the token of a policy")]
    public async Task A_token_that_cannot_be_issued_is_refused(string json, int status, string detail)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        ShouldBeProblem(await tenant.Control.PostAsync("tokens", json), status, detail);
    }

    [Fact]
    public async Task A_policy_without_a_usable_key_issues_no_token()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var key = (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]![0]!["kid"]!.GetValue<string>();
        (await tenant.Graph.PatchAsync($"keySets/{PolicyTenant.SigningKeys}/keys_v2/{key}", """{"status":"disabled"}""")).Status.Should().Be(204);

        ShouldBeProblem(await tenant.Control.PostAsync("tokens", $$"""{"policy":"{{PolicyTenant.Policy}}"}"""), 400, "AADB2C90019: The key container with ID 'B2C_1A_TokenSigningKeyContainer'");
    }

    [Fact]
    public async Task An_unknown_policy_creates_no_tenant()
    {
        var tenant = Guid.NewGuid();
        var control = new ControlClient(server.CreateClient(), tenant);

        (await control.PostAsync("tokens", """{"policy":"B2C_1A_X"}""")).Status.Should().Be(404);

        (await new ControlClient(server.CreateClient()).GetAsync("tenants")).Text.Should().NotContain(tenant.ToString());
    }

    private static async Task<JsonNode> IssueAsync(PolicyTenant tenant, string json)
    {
        var response = await tenant.Control.PostAsync("tokens", json);
        response.Status.Should().Be(200, response.Text);
        return response.Json;
    }

    private static async Task<JsonNode> VerifyAsync(PolicyTenant tenant, string json) => await tenant.VerifyAsync((await IssueAsync(tenant, json))["access_token"]!.GetValue<string>());
}
