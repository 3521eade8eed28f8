using TrustFramework.MockServer.Tests.Control;

namespace TrustFramework.MockServer.Tests.Login.Discovery;

public sealed class DiscoveryTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly LoginClient _login = new(server);

    [Theory]
    [InlineData("v2.0/", "/v2.0", "http://localhost/{0}/v2.0")]
    [InlineData("", "", "https://sts.windows.net/{0}/")]
    public async Task The_documents_contain_the_host_that_the_client_used(string path, string version, string issuer)
    {
        var document = (await _login.GetAsync($"{path}.well-known/openid-configuration")).Json;

        var root = $"http://localhost/{_login.Tenant}";
        document["token_endpoint"]!.GetValue<string>().Should().Be($"{root}/oauth2{version}/token");
        document["authorization_endpoint"]!.GetValue<string>().Should().Be($"{root}/oauth2{version}/authorize");
        document["device_authorization_endpoint"]!.GetValue<string>().Should().Be($"{root}/oauth2{version}/devicecode");
        document["end_session_endpoint"]!.GetValue<string>().Should().Be($"{root}/oauth2{version}/logout");
        document["jwks_uri"]!.GetValue<string>().Should().Be($"{root}/discovery{version}/keys");
        document["issuer"]!.GetValue<string>().Should().Be(string.Format(null, issuer, _login.Tenant));
        (await _login.GetAsync($"discovery{version}/keys")).Json["keys"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task The_document_of_a_domain_contains_the_tenants_id()
    {
        var document = (await new LoginClient(server, "fabrikam.onmicrosoft.com").GetAsync("v2.0/.well-known/openid-configuration")).Json;

        Guid.TryParse(new Uri(document["token_endpoint"]!.GetValue<string>()).Segments[1].Trim('/'), out _).Should().BeTrue("clients C9 reads it");
    }

    /// <summary>Libraries read the document under the domain and use the id in it from then on.</summary>
    [Fact]
    public async Task Reading_the_document_of_a_domain_assigns_the_domain_and_looking_up_a_user_realm_does_not()
    {
        var login = new LoginClient(server, $"t{Guid.NewGuid():N}.onmicrosoft.com");
        var control = new ControlClient(server.CreateClient());

        (await login.GetAsync("userrealm/anna?api-version=1.0")).Status.Should().Be(200);
        (await control.GetAsync("tenants")).Text.Should().NotContain(login.Tenant);

        (await login.GetAsync("v2.0/.well-known/openid-configuration")).Status.Should().Be(200);
        (await control.GetAsync("tenants")).Text.Should().Contain(login.Tenant);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task Without_a_tenant_the_issuer_has_a_placeholder(string name)
    {
        var document = (await new LoginClient(server, name).GetAsync("v2.0/.well-known/openid-configuration")).Json;

        document["issuer"]!.GetValue<string>().Should().Be("http://localhost/{tenantid}/v2.0");
        document["token_endpoint"]!.GetValue<string>().Should().Be($"http://localhost/{name}/oauth2/v2.0/token");
    }

    [Fact]
    public async Task The_public_URL_is_in_all_documents()
    {
        await using var own = MockServerFactory.With("MockServer:PublicUrl", "https://b2c.example:8443");

        var document = (await new LoginClient(own).GetAsync("v2.0/.well-known/openid-configuration")).Json;
        document["token_endpoint"]!.GetValue<string>().Should().StartWith("https://b2c.example:8443/");
        document["issuer"]!.GetValue<string>().Should().StartWith("https://b2c.example:8443/");
        (await own.NewTenant().GetAsync("policies")).Json["@odata.context"]!.GetValue<string>().Should().StartWith("https://b2c.example:8443/beta/");
    }

    [Theory]
    [InlineData("login.microsoftonline.com", "login.microsoftonline.com", "sts.windows.net")]
    [InlineData("login.microsoftonline.us", "login.microsoftonline.us", "login.microsoftonline.us")]
    [InlineData("login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn")]
    [InlineData("localhost", "localhost", "localhost")]
    public async Task A_known_authority_is_returned_with_its_aliases(string host, string network, string alias)
    {
        var response = await new LoginClient(server, "common").GetAsync(
            $"discovery/instance?api-version=1.1&authorization_endpoint=https://{host}/contoso.onmicrosoft.com/oauth2/v2.0/authorize");

        response.Json["tenant_discovery_endpoint"]!.GetValue<string>().Should().Be($"https://{host}/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration");
        var cloud = response.Json["metadata"]![0]!;
        cloud["preferred_network"]!.GetValue<string>().Should().Be(network);
        cloud["aliases"]!.AsArray().Select(name => name!.GetValue<string>()).Should().Contain(alias);
    }

    [Fact]
    [Covers("AADSTS50049")]
    public async Task An_unknown_authority_is_rejected()
    {
        var common = new LoginClient(server, "common");

        LoginClient.ShouldBeLoginError(await common.GetAsync("discovery/instance?authorization_endpoint=https://evil.example/x"), 50049, "invalid_instance");
        LoginClient.ShouldBeLoginError(await common.GetAsync("discovery/instance"), 900144, "invalid_request");
    }

    [Fact]
    public async Task Every_account_is_managed()
    {
        var realm = (await new LoginClient(server, "common").GetAsync("userrealm/me@contoso.onmicrosoft.com?api-version=1.0")).Json;

        (realm["account_type"]!.GetValue<string>(), realm["domain_name"]!.GetValue<string>()).Should().Be(("Managed", "contoso.onmicrosoft.com"));
    }
}
