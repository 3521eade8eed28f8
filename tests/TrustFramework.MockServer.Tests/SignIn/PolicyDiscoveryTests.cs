using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Metadata and keys of policies.</summary>
public sealed class PolicyDiscoveryTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Metadata = "v2.0/.well-known/openid-configuration";

    [Theory]
    [InlineData("/{tenant}/B2C_1A_Example_SignUpOrSignIn/v2.0/.well-known/openid-configuration")]
    [InlineData("/{TENANT}/b2c_1a_example_signuporsignin/v2.0/.well-known/openid-configuration/")]
    [InlineData("/{tenant}/v2.0/.well-known/openid-configuration?p=b2c_1a_EXAMPLE_SignUpOrSignIn")]
    [InlineData("/tfp/{tenant}/B2C_1A_Example_SignUpOrSignIn/v2.0/.well-known/openid-configuration")]
    [InlineData("/te/{tenant}/B2C_1A_Example_SignUpOrSignIn/v2.0/.well-known/openid-configuration")]
    [InlineData("/tfp/{tenant}/v2.0/.well-known/openid-configuration?p=B2C_1A_Example_SignUpOrSignIn")]
    public async Task Metadata_are_at_each_form_of_the_address(string address)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        var metadata = await tenant.GetAsync(address.Replace("{tenant}", tenant.Id.ToString(), StringComparison.Ordinal).Replace("{TENANT}", tenant.Id.ToString().ToUpperInvariant(), StringComparison.Ordinal));

        metadata.Status.Should().Be(200, metadata.Text);
        var root = $"http://localhost/{tenant.Id}/b2c_1a_example_signuporsignin";
        JsonNode.DeepEquals(metadata.Json, JsonNode.Parse($$"""
            {
              "issuer": "http://localhost/{{tenant.Id}}/v2.0/",
              "authorization_endpoint": "{{root}}/oauth2/v2.0/authorize",
              "token_endpoint": "{{root}}/oauth2/v2.0/token",
              "end_session_endpoint": "{{root}}/oauth2/v2.0/logout",
              "jwks_uri": "{{root}}/discovery/v2.0/keys",
              "response_modes_supported": ["query", "fragment", "form_post"],
              "response_types_supported": ["code", "code id_token", "code token", "code id_token token", "id_token", "id_token token", "token", "token id_token"],
              "scopes_supported": ["openid"],
              "subject_types_supported": ["pairwise"],
              "id_token_signing_alg_values_supported": ["RS256"],
              "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
              "claims_supported": ["sub", "displayName", "email", "city", "newUser", "tid", "iss", "iat", "exp", "aud", "acr", "nonce", "auth_time"]
            }
            """)).Should().BeTrue(metadata.Text);
    }

    /// <summary>A domain is the address of one tenant only. Others with the same domain have their GUID in the addresses.</summary>
    [Fact]
    public async Task Addresses_have_the_domain_if_it_leads_to_the_tenant()
    {
        using var http = server.CreateClient();
        var domain = $"contoso{Guid.NewGuid():N}.onmicrosoft.com";
        var seed = await PolicyTenant.CreateSeedAsync(applications: false, users: false, edit: xml => xml.Replace("contoso.onmicrosoft.com", domain, StringComparison.Ordinal));
        foreach (var name in new[] { Guid.NewGuid().ToString(), domain })
        {
            using var content = new StringContent(seed, System.Text.Encoding.UTF8, "application/json");
            (await http.PutAsync(new Uri($"/_mock/tenants/{name}/seed", UriKind.Relative), content)).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);

            var metadata = JsonNode.Parse(await http.GetStringAsync(new Uri($"/{name}/{PolicyTenant.Policy}/{Metadata}", UriKind.Relative)))!;

            var keys = metadata["jwks_uri"]!.GetValue<string>();
            keys.Should().Be($"http://localhost/{name}/b2c_1a_example_signuporsignin/discovery/v2.0/keys");
            (await http.GetAsync(new Uri(keys))).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Without_a_policy_the_address_is_that_of_the_login_service()
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        (await tenant.GetAsync($"/{tenant.Id}/v2.0/.well-known/openid-configuration")).Json["issuer"]!.GetValue<string>().Should().Be($"http://localhost/{tenant.Id}/v2.0");
    }

    [Fact]
    public async Task The_policy_can_be_in_the_issuer_and_the_metadata_can_have_user_info()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var extensions = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docker", "seed", "B2C_1A_Example_Extensions.xml"));
        (await tenant.Graph.PutPolicyAsync("B2C_1A_Example_Extensions", extensions.Replace("</ClaimsProviders>", """
            <ClaimsProvider><DisplayName>Issuer</DisplayName><TechnicalProfiles><TechnicalProfile Id="JwtIssuer">
              <Metadata><Item Key="IssuanceClaimPattern">AuthorityWithTfp</Item><Item Key="AuthenticationContextReferenceClaimPattern">None</Item></Metadata>
            </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            """, StringComparison.Ordinal))).Status.Should().Be(200);

        var issuer = (await tenant.GetAsync(tenant.Address(Metadata))).Json["issuer"]!.GetValue<string>();
        var claims = await tenant.VerifyAsync((await tenant.SignInAsync())["id_token"]!.GetValue<string>());

        issuer.Should().Be($"http://localhost/tfp/{tenant.Id}/b2c_1a_example_signuporsignin/v2.0/");
        (claims["iss"]!.GetValue<string>(), claims["acr"]).Should().Be((issuer, null));
    }

    [Fact]
    public async Task Enabled_keys_are_published_and_the_active_one_signs()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var first = (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]!.AsArray().Should().ContainSingle().Subject!;
        var second = (await tenant.Graph.PostAsync($"keySets/{PolicyTenant.SigningKeys}/generateKey", """{"kty":"RSA","use":"sig","nbf":1700000000}""")).Json["kid"]!.GetValue<string>();

        var published = (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]!.AsArray();
        published.Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(first["kid"]!.GetValue<string>(), second);
        published[1]!.AsObject().Select(member => member.Key).Should().Equal("kid", "nbf", "use", "kty", "e", "n");
        GetKeyId((await tenant.SignInAsync())["id_token"]!).Should().Be(second);

        (await tenant.Graph.PatchAsync($"keySets/{PolicyTenant.SigningKeys}/keys_v2/{second}", """{"status":"disabled"}""")).Status.Should().Be(204);
        (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]!.AsArray().Should().ContainSingle();
        GetKeyId((await tenant.SignInAsync())["id_token"]!).Should().Be(first["kid"]!.GetValue<string>());
    }

    [Fact]
    [Covers("AADB2C90019")]
    public async Task A_policy_without_a_usable_key_fails_with_the_documented_error()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var key = (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]![0]!["kid"]!.GetValue<string>();
        (await tenant.Graph.PatchAsync($"keySets/{PolicyTenant.SigningKeys}/keys_v2/{key}", """{"status":"disabled"}""")).Status.Should().Be(204);

        var keys = await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"));
        var code = Login.LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize()))["code"]!;
        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code), "server_error", "AADB2C90019");

        keys.Status.Should().Be(400);
        keys.Text.Should().Contain("AADB2C90019: The key container with ID &#39;B2C_1A_TokenSigningKeyContainer&#39; in tenant");
        var journal = (await tenant.Control.GetAsync("journal?operation=SignIn/token")).Json["entries"]!.AsArray()[^1]!;
        journal.ToJsonString().Should().Contain("keys_v2").And.Contain("AADB2C90019");
    }

    [Theory]
    [InlineData("B2C_1A_Nothing", 404, "does not exist in tenant")]
    [InlineData("B2C_1_susi", 404, "does not exist in tenant")]
    [InlineData("B2C_1A_Example_Base", 400, "AADB2C90031: Policy")]
    [Covers("AADB2C90037", "AADB2C90031")]
    public async Task An_unknown_policy_or_one_without_a_relying_party_is_refused(string policy, int status, string text)
    {
        var tenant = await PolicyTenant.CreateAsync(server);

        foreach (var path in new[] { Metadata, "discovery/v2.0/keys", "oauth2/v2.0/authorize?client_id=a" })
        {
            var response = await tenant.GetAsync(tenant.Address(path, policy));
            (response.Status, response.ContentType).Should().Be((status, "text/html; charset=utf-8"));
            response.Text.Should().Contain(text);
        }
    }

    [Fact]
    public async Task An_unknown_policy_creates_no_tenant()
    {
        var unknown = Guid.NewGuid();
        using var http = server.CreateClient();

        (await http.GetAsync(new Uri($"/{unknown}/B2C_1A_X/{Metadata}", UriKind.Relative))).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);

        (await http.GetStringAsync(new Uri("/_mock/tenants", UriKind.Relative))).Should().NotContain(unknown.ToString());
    }

    private static string GetKeyId(JsonNode token) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token.GetValue<string>()).Kid;
}
