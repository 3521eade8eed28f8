using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>Web applications and daemons that use a policy, with MSAL.NET.</summary>
public sealed class ConfidentialClientTests
{
    /// <summary>With PKCE, and then without the user.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_and_the_silent_requests_after_it(bool isGeneric)
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = Builder(tenant, isGeneric).WithClientSecret(PolicyTenant.Secret).Build();
        var (code, verifier) = await GetCodeAsync(app, tenant);

        var first = await app.AcquireTokenByAuthorizationCode([tenant.Scope], code).WithPkceCodeVerifier(verifier).ExecuteAsync();
        var account = await app.GetAccountAsync(first.Account.HomeAccountId.Identifier);
        var silent = await app.AcquireTokenSilent([tenant.Scope], account).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent([tenant.Scope], account).WithForceRefresh(true).ExecuteAsync();

        first.Scopes.Should().Contain(tenant.Scope);
        new JsonWebToken(first.IdToken).GetClaim("displayName").Value.Should().Be("Jane Doe");
        silent.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.Cache);
        renewed.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.IdentityProvider);
        new JsonWebToken(renewed.AccessToken).GetClaim("scp").Value.Should().Be("read");
    }

    [Fact]
    public async Task A_code_is_valid_once_and_only_with_its_verifier_and_secret()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = Builder(tenant).WithClientSecret(PolicyTenant.Secret).Build();
        var (code, verifier) = await GetCodeAsync(app, tenant);

        var verifierOfOther = () => app.AcquireTokenByAuthorizationCode([tenant.Scope], code).WithPkceCodeVerifier(new string('x', 43)).ExecuteAsync();
        var secret = () => Builder(tenant).WithClientSecret("wrong").Build().AcquireTokenByAuthorizationCode([tenant.Scope], code).WithPkceCodeVerifier(verifier).ExecuteAsync();
        var policy = () => app.AcquireTokenByAuthorizationCode([tenant.Scope], code).WithPkceCodeVerifier(verifier).WithB2CAuthority(tenant.Authority(PolicyTenant.OtherPolicy)).ExecuteAsync();
        var good = () => app.AcquireTokenByAuthorizationCode([tenant.Scope], code).WithPkceCodeVerifier(verifier).ExecuteAsync();

        (await verifierOfOther.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", "AADB2C90182");
        (await secret.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_client", "AADB2C90081");
        (await policy.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", "AADB2C90088");
        (await good()).AccessToken.Should().NotBeNullOrEmpty();
        (await good.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", "AADB2C90080");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_daemon_without_a_user(bool isGeneric)
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = Builder(tenant, isGeneric).WithClientSecret(PolicyTenant.Secret).Build();

        var result = await app.AcquireTokenForClient([$"https://{tenant.Domain}/api/.default"]).ExecuteAsync();
        var cached = await app.AcquireTokenForClient([$"https://{tenant.Domain}/api/.default"]).ExecuteAsync();

        var token = new JsonWebToken(result.AccessToken);
        (token.Audiences.Single(), token.GetClaim("azp").Value, token.GetClaim("scp").Value).Should().Be((PolicyTenant.Api, PolicyTenant.Web, "jobs"));
        (result.ExpiresOn - DateTimeOffset.UtcNow).Should().BeGreaterThan(TimeSpan.FromMinutes(50));
        cached.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.Cache);
    }

    [Fact]
    public async Task A_daemon_that_is_refused()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        string[] scopes = [$"https://{tenant.Domain}/api/.default"];

        var secret = () => Builder(tenant).WithClientSecret("wrong").Build().AcquireTokenForClient(scopes).ExecuteAsync();
        var client = () => Builder(tenant, client: "nobody").WithClientSecret("any").Build().AcquireTokenForClient(scopes).ExecuteAsync();
        var scope = () => Builder(tenant).WithClientSecret(PolicyTenant.Secret).Build().AcquireTokenForClient([tenant.Scope]).ExecuteAsync();

        (await secret.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_client", "AADB2C90081");
        (await client.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_request", "AADB2C90018");
        (await scope.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_request", "AADB2C90055");
    }

    private static ConfidentialClientApplicationBuilder Builder(PolicyTenant tenant, bool isGeneric = false, string client = PolicyTenant.Web)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(client).WithRedirectUri(PolicyTenant.WebRedirect).WithHttpClientFactory(tenant.Server);
        return isGeneric ? builder.WithOidcAuthority(tenant.OidcAuthority()) : builder.WithB2CAuthority(tenant.Authority());
    }

    private static async Task<(string Code, string Verifier)> GetCodeAsync(IConfidentialClientApplication app, PolicyTenant tenant)
    {
        var address = await app.GetAuthorizationRequestUrl([tenant.Scope]).WithPkce(out var verifier).ExecuteAsync();
        return ((await PickerBrowser.SignInAsync(tenant.Server, address))["code"], verifier);
    }
}
