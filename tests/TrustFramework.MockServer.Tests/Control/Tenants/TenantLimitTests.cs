using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Tenants;

/// <summary>Tests a server that has reached its maximum number of tenants.</summary>
public sealed class TenantLimitTests : IAsyncLifetime
{
    private const string Full = "This server holds 1 tenants, the most that MockServer:MaxTenants allows.";

    private readonly MockServerFactory _server = MockServerFactory.With("MockServer:MaxTenants", "1");

    private ControlClient Control => new(_server.CreateClient());

    public async Task InitializeAsync() => (await Control.PostAsync("tenants")).Status.Should().Be(201);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Covers("TooManyTenants")]
    public async Task A_new_tenant_can_read_but_not_store(bool byDomain)
    {
        var client = _server.NewTenant();
        if (byDomain)
        {
            var claims = AccessTokens.Application(client.Tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
            claims["tid"] = "fabrikam.com";
            client = new TrustFrameworkClient(_server.CreateClient(), client.Tenant) { Bearer = AccessTokens.Unsigned(claims) };
        }

        (await client.GetAsync("policies/$count")).Text.Should().Be("0");
        (await client.GetAsync("/v1.0/organization")).Status.Should().Be(200);
        (await client.PostAsync("keySets", """{"id":"A"}""")).ShouldBeError(403, "Directory_QuotaExceeded", $"{Full} Delete tenants or reset them all (/_mock), or raise the setting.");
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: byDomain ? "fabrikam.com" : "contoso.com")))
            .ShouldBeError(403, "Directory_QuotaExceeded", $"{Full} Delete tenants or reset them all (/_mock), or raise the setting.");
    }

    [Fact]
    [Covers("AADSTS90002")]
    public async Task A_new_tenant_gets_no_token_and_no_key()
    {
        var login = new LoginClient(_server);

        LoginClient.ShouldBeLoginError(
            await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope)), 90002, "invalid_request");
        LoginClient.ShouldBeLoginError(await login.GetAsync("discovery/v2.0/keys"), 90002, "invalid_request");
        (await login.PostAsync("oauth2/v2.0/devicecode", ("client_id", "app"), ("scope", LoginClient.DefaultScope))).Text.Should().Contain("MockServer:MaxTenants");
    }

    [Theory]
    [InlineData("authorize")]
    [InlineData("deviceauth")]
    public async Task A_sign_in_page_of_a_new_tenant_shows_the_error_which_the_journal_records(string page)
    {
        (await new LoginClient(_server).GetAsync($"oauth2/{page}")).Text.Should().Contain("AADSTS90002");

        var entries = (await Control.GetAsync("journal?code=AADSTS90002")).Json["entries"]!.AsArray();
        entries.Select(entry => entry!["url"]!.GetValue<string>()).Should().ContainSingle().Which.Should().EndWith($"/oauth2/{page}");
    }

    [Fact]
    public async Task The_control_plane_does_not_exceed_the_limit()
    {
        var other = new ControlClient(_server.CreateClient(), Guid.NewGuid());

        ShouldBeProblem(await Control.PostAsync("tenants"), 403, Full);
        ShouldBeProblem(await other.PostAsync("clock/advance", """{"by":"PT1H"}"""), 403, Full);
        ShouldBeProblem(await other.PutAsync("seed", """{"keySets":[{"id":"A"}]}"""), 403, Full);
        ShouldBeProblem(await other.PutAsync("snapshot", """{"version":1,"tenant":{"domain":"a.com"}}"""), 403, Full);
        ShouldBeProblem(await other.PostAsync("tokens"), 403, "MockServer:MaxTenants");
        ShouldBeProblem(
            await Control.PutAsync("snapshot", $$"""{"version":1,"tenants":{"{{Guid.NewGuid()}}":{"domain":"a.com"},"{{Guid.NewGuid()}}":{"domain":"a.com"} } }"""), 403, Full);
        (await Control.GetAsync("tenants")).Json["value"]!.AsArray().Should().ContainSingle();
        (await Control.PostAsync("clock/advance", """{"by":"PT1H"}""")).Status.Should().Be(200, "the server itself does not count as a tenant");
    }

    [Fact]
    public async Task An_existing_tenant_can_store_and_its_deletion_frees_a_place()
    {
        var existing = (await Control.GetAsync("tenants")).Json["value"]![0]!["id"]!.GetValue<Guid>();
        await new TrustFrameworkClient(_server.CreateClient(), existing).NewKeyAsync("A");

        await Control.DeleteAsync($"tenants/{existing}");

        await _server.NewTenant().NewKeyAsync("A");
    }
}
