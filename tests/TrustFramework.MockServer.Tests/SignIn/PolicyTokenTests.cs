using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Tokens of policies and the grants that give them.</summary>
public sealed class PolicyTokenTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Fact]
    public async Task A_code_gives_tokens_with_the_claims_of_the_relying_party()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var now = server.Clock.Now.ToUnixTimeSeconds();

        var response = (await tenant.SignInAsync()).AsObject();

        response.Select(member => member.Key).Should().Equal(
            "access_token", "id_token", "token_type", "not_before", "expires_in", "expires_on", "resource", "id_token_expires_in", "profile_info", "client_info", "scope",
            "refresh_token", "refresh_token_expires_in");
        (response["token_type"]!.GetValue<string>(), response["expires_in"]!.GetValue<int>(), response["expires_on"]!.GetValue<long>(), response["resource"]!.GetValue<string>())
            .Should().Be(("Bearer", 3600, now + 3600, PolicyTenant.Api));
        (response["scope"]!.GetValue<string>(), response["refresh_token_expires_in"]!.GetValue<int>()).Should().Be(("openid offline_access https://contoso.onmicrosoft.com/api/read", 86400));
        var id = await tenant.VerifyAsync(response["id_token"]!.GetValue<string>());
        var access = await tenant.VerifyAsync(response["access_token"]!.GetValue<string>());
        var user = (await tenant.Graph.GetAsync("/v1.0/users")).Json["value"]![0]!["id"]!.GetValue<string>();
        JsonNode.DeepEquals(Without(id, "at_hash", "c_hash"), JsonNode.Parse($$"""
            {
              "exp": {{now + 3600}}, "nbf": {{now}}, "ver": "1.0", "iss": "http://localhost/{{tenant.Id}}/v2.0/", "aud": "{{PolicyTenant.Spa}}",
              "acr": "b2c_1a_example_signuporsignin", "nonce": "the nonce", "iat": {{now}}, "auth_time": {{now}},
              "sub": "{{user}}", "displayName": "Jane Doe", "email": "jane@example.com", "city": "osaka", "newUser": false, "tid": "{{tenant.Id}}"
            }
            """)).Should().BeTrue(id.ToJsonString());
        (access["aud"]!.GetValue<string>(), access["azp"]!.GetValue<string>(), access["scp"]!.GetValue<string>(), access["sub"]!.GetValue<string>(), access["nonce"])
            .Should().Be((PolicyTenant.Api, PolicyTenant.Spa, "read", user, null));
        Base64UrlEncoder.Decode(response["client_info"]!.GetValue<string>()).Should().Be($$"""{"uid":"{{user}}-b2c_1a_example_signuporsignin","utid":"{{tenant.Id}}"}""");
        Base64UrlEncoder.Decode(response["profile_info"]!.GetValue<string>()).Should().Be(
            $$"""{"ver":"1.0","tid":"{{tenant.Id}}","sub":null,"name":"Jane Doe","preferred_username":null,"idp":"LocalAccount"}""");
    }

    [Theory]
    [InlineData("openid", new[] { "id_token" })]
    [InlineData("openid offline_access", new[] { "id_token", "refresh_token" })]
    [InlineData("https://contoso.onmicrosoft.com/api/read", new[] { "access_token" })]
    [InlineData("11111111-0000-4000-8000-000000000002 openid profile", new[] { "access_token", "id_token" })]
    public async Task The_scope_decides_which_tokens_a_client_gets(string scope, string[] expected)
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var redirect = LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize(("scope", scope))));

        var response = await tenant.RedeemAsync(redirect["code"]!);

        response.Json.AsObject().Select(member => member.Key).Where(name => name.EndsWith("_token", StringComparison.Ordinal)).Should().Equal(expected);
    }

    [Fact]
    [Covers("AADB2C90088", "AADB2C90279", "AADB2C90182", "AADB2C90183", "AADB2C90084", "AADB2C90085", "AADB2C90080")]
    public async Task A_code_is_bound_to_policy_client_redirect_and_verifier_and_works_once()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var other = (await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docker", "seed", "B2C_1A_Example_SignUpOrSignIn.xml"))).Replace(PolicyTenant.Policy, "B2C_1A_Other", StringComparison.Ordinal);
        (await tenant.Graph.PutPolicyAsync("B2C_1A_Other", other)).Status.Should().Be(201);
        var code = LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize()))["code"]!;

        PolicyTenant.ShouldBeError(
            await tenant.PostAsync(tenant.Address("oauth2/v2.0/token", "B2C_1A_Other"), ("grant_type", "authorization_code"), ("client_id", PolicyTenant.Spa), ("code", code)), "invalid_grant", "AADB2C90088");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code, ("client_id", PolicyTenant.Web)), "invalid_grant", "AADB2C90279");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code, ("redirect_uri", "http://localhost:3000/other")), "invalid_request", "AADB2C90006");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code, ("code_verifier", new string('a', 43))), "invalid_grant", "AADB2C90182");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code, ("code_verifier", "short")), "invalid_grant", "AADB2C90183");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code, ("client_secret", "secret")), "invalid_client", "AADB2C90084");
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync("unknown"), "invalid_grant", "AADB2C90085");
        (await tenant.RedeemAsync(code)).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code), "invalid_grant", "AADB2C90080");
    }

    [Fact]
    public async Task A_code_and_a_refresh_token_expire_on_the_clock_of_the_tenant()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var code = LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize()))["code"]!;
        var refresh = (await tenant.SignInAsync())["refresh_token"]!.GetValue<string>();

        (await tenant.Control.PostAsync("clock/advance", """{"by":"PT10M"}""")).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code), "invalid_grant", "AADB2C90080");
        (await RefreshAsync(tenant, refresh)).Status.Should().Be(200);

        (await tenant.Control.PostAsync("clock/advance", """{"by":"P1D"}""")).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, refresh), "invalid_grant", "AADB2C90080");
    }

    [Fact]
    public async Task A_refresh_token_is_exchanged_repeatedly_and_bound_to_policy_and_client()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var first = await tenant.SignInAsync();
        var refresh = first["refresh_token"]!.GetValue<string>();

        var second = await RefreshAsync(tenant, refresh);
        var third = await RefreshAsync(tenant, second.Json["refresh_token"]!.GetValue<string>(), ("scope", "openid"));

        second.Status.Should().Be(200, second.Text);
        var (before, after) = (await tenant.VerifyAsync(first["id_token"]!.GetValue<string>()), await tenant.VerifyAsync(second.Json["id_token"]!.GetValue<string>()));
        JsonNode.DeepEquals(Without(before, "nonce", "c_hash", "at_hash"), Without(after, "at_hash")).Should().BeTrue();
        third.Json["access_token"].Should().BeNull();
        third.Json["refresh_token"].Should().NotBeNull();
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, refresh, ("client_id", PolicyTenant.Web)), "invalid_grant", "AADB2C90279");
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, refresh[..^4] + "AAAA"), "invalid_grant", "AADB2C90085");
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, first["id_token"]!.GetValue<string>()), "invalid_grant", "AADB2C90085");
        PolicyTenant.ShouldBeError(await RefreshAsync(await PolicyTenant.CreateAsync(server), refresh), "invalid_grant", "AADB2C90085");
    }

    [Fact]
    [Covers("AADB2C90128", "AADB2C90129")]
    public async Task A_refresh_token_ends_with_its_user()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var refresh = (await tenant.SignInAsync())["refresh_token"]!.GetValue<string>();
        var user = (await tenant.Graph.GetAsync("/v1.0/users")).Json["value"]![0]!["id"]!.GetValue<string>();

        (await tenant.Control.PostAsync("clock/advance", """{"by":"PT10S"}""")).Status.Should().Be(200);
        (await tenant.Graph.PostAsync($"/v1.0/users/{user}/revokeSignInSessions", "{}")).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, refresh), "invalid_grant", "AADB2C90129");
        (await tenant.Graph.DeleteAsync($"/v1.0/users/{user}")).Status.Should().Be(204);
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, refresh), "invalid_grant", "AADB2C90128");
    }

    [Fact]
    [Covers("AADB2C90079", "AADB2C90081")]
    public async Task A_confidential_client_must_authenticate()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var id = (await tenant.Graph.GetAsync($"/v1.0/applications?$filter=appId eq '{PolicyTenant.Web}'")).Json["value"]![0]!["id"]!.GetValue<string>();
        var secret = (await tenant.Graph.PostAsync($"/v1.0/applications/{id}/addPassword", "{}")).Json["secretText"]!.GetValue<string>();
        var authorize = tenant.Authorize(("client_id", PolicyTenant.Web), ("redirect_uri", PolicyTenant.WebRedirect), ("code_challenge", null), ("code_challenge_method", null));
        var code = LoginClient.ParseRedirect(await tenant.PickAsync(authorize))["code"]!;
        (string, string)[] request = [("grant_type", "authorization_code"), ("client_id", PolicyTenant.Web), ("redirect_uri", PolicyTenant.WebRedirect), ("code", code)];

        PolicyTenant.ShouldBeError(await tenant.TokenAsync(request), "invalid_client", "AADB2C90079");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("client_secret", "wrong")]), "invalid_client", "AADB2C90081");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("client_secret", secret), ("code_verifier", PolicyTenant.Verifier)]), "invalid_grant", "AADB2C90182");
        var message = new HttpRequestMessage(HttpMethod.Post, tenant.Address("oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent(request.Where(field => field.Item1 != "client_id").Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        message.Headers.Authorization = PolicyTenant.Basic(PolicyTenant.Web, Uri.EscapeDataString(secret));
        var response = await tenant.SendAsync(message);

        response.Status.Should().Be(200, response.Text);
        response.Json["refresh_token_expires_in"]!.GetValue<int>().Should().Be(1_209_600);
        PolicyTenant.ShouldBeError(await RefreshAsync(tenant, response.Json["refresh_token"]!.GetValue<string>(), ("client_id", PolicyTenant.Web)), "invalid_client", "AADB2C90079");
        (await tenant.Control.GetAsync("journal")).Text.Should().Contain("SignIn/token").And.NotContain(secret).And.NotContain(code);
    }

    [Fact]
    public async Task Client_credentials_give_an_access_token_for_an_api()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var id = (await tenant.Graph.GetAsync($"/v1.0/applications?$filter=appId eq '{PolicyTenant.Web}'")).Json["value"]![0]!["id"]!.GetValue<string>();
        var secret = (await tenant.Graph.PostAsync($"/v1.0/applications/{id}/addPassword", "{}")).Json["secretText"]!.GetValue<string>();
        (string, string)[] request = [("grant_type", "client_credentials"), ("client_id", PolicyTenant.Web), ("client_secret", secret), ("scope", "https://contoso.onmicrosoft.com/api/.default")];

        var response = await tenant.TokenAsync(request);

        response.Json.AsObject().Select(member => member.Key).Should().Equal("access_token", "token_type", "not_before", "expires_in", "expires_on", "resource");
        var claims = await tenant.VerifyAsync(response.Json["access_token"]!.GetValue<string>());
        (claims["aud"]!.GetValue<string>(), claims["azp"]!.GetValue<string>(), claims["scp"]!.GetValue<string>()).Should().Be((PolicyTenant.Api, PolicyTenant.Web, "jobs"));
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("scope", "https://contoso.onmicrosoft.com/api/read")]), "invalid_request", "AADB2C90055");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("scope", "https://contoso.onmicrosoft.com/other/.default")]), "invalid_request", "AADB2C90117");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("client_secret", "wrong")]), "invalid_client", "AADB2C90081");
    }

    [Theory]
    [InlineData("", PolicyTenant.Spa, "invalid_request", "AADB2C90083")]
    [InlineData("authorization_code", "", "invalid_request", "AADB2C90083")]
    [InlineData("device_code", PolicyTenant.Spa, "unsupported_grant_type", "AADB2C90086")]
    [InlineData("authorization_code", "unknown", "invalid_request", "AADB2C90018")]
    [InlineData("refresh_token", PolicyTenant.Spa, "invalid_request", "AADB2C90083")]
    [InlineData("password", PolicyTenant.Spa, "unauthorized_client", "AADB2C90224")]
    [Covers("AADB2C90083", "AADB2C90086", "AADB2C90224")]
    public async Task An_invalid_token_request_is_refused(string grantType, string client, string error, string code)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        PolicyTenant.ShouldBeError(await tenant.TokenAsync(("grant_type", grantType), ("client_id", client)), error, code);
    }

    private static Task<ApiResponse> RefreshAsync(PolicyTenant tenant, string token, params (string Name, string Value)[] fields) =>
        tenant.TokenAsync([("grant_type", "refresh_token"), ("client_id", PolicyTenant.Spa), ("refresh_token", token), .. fields]);

    private static JsonNode Without(JsonNode claims, params string[] names)
    {
        foreach (var name in names)
            claims.AsObject().Remove(name);
        return claims;
    }
}
