using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>Programs that a user runs and that sign in through a policy, with MSAL.NET. Each test shows how to configure one.</summary>
public sealed class PublicClientTests
{
    [Fact]
    public async Task With_a_B2C_authority()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());

        var app = PublicClientApplicationBuilder.Create(PolicyTenant.Native)
            .WithB2CAuthority(tenant.Authority()) // https://localhost:8443/tfp/{tenant}/{policy}
            .WithRedirectUri("http://localhost")
            .WithHttpClientFactory(tenant.Server) // trusts the CA; not needed where SSL_CERT_FILE names it
            .Build();
        var result = await app.AcquireTokenInteractive([tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync();

        ShouldBeJane(result, tenant);
    }

    /// <summary>MSAL reads the metadata of the policy and compares the issuer with the authority.</summary>
    [Fact]
    public async Task With_a_generic_OpenID_authority()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());

        var app = PublicClientApplicationBuilder.Create(PolicyTenant.Native)
            .WithExperimentalFeatures() // MSAL requires it for WithOidcAuthority in public clients.
            .WithOidcAuthority(tenant.OidcAuthority()) // https://localhost:8443/{tenant}/{policy}/v2.0
            .WithRedirectUri("http://localhost")
            .WithHttpClientFactory(tenant.Server)
            .Build();
        var result = await app.AcquireTokenInteractive([tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent([tenant.Scope], (await app.GetAccountsAsync()).Single()).WithForceRefresh(true).ExecuteAsync();

        ShouldBeJane(result, tenant);
        ShouldBeJane(renewed, tenant);
    }

    [Fact]
    public async Task Silently_from_the_cache_and_with_the_refresh_token()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = App(tenant);
        await SignInAsync(app, tenant);

        var account = (await app.GetAccountsAsync(PolicyTenant.Policy)).Single();
        var silent = await app.AcquireTokenSilent([tenant.Scope], account).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent([tenant.Scope], account).WithForceRefresh(true).ExecuteAsync();

        silent.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.Cache);
        renewed.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.IdentityProvider);
        ShouldBeJane(renewed, tenant);
    }

    /// <summary>An account of MSAL belongs to one policy.</summary>
    [Fact]
    public async Task Each_policy_has_its_own_account()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = App(tenant);
        await SignInAsync(app, tenant);

        var edited = await app.AcquireTokenInteractive([tenant.Scope]).WithB2CAuthority(tenant.Authority(PolicyTenant.OtherPolicy)).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync();

        new JsonWebToken(edited.IdToken).GetClaim("acr").Value.Should().Be("b2c_1a_example_profileedit");
        (await app.GetAccountsAsync()).Should().HaveCount(2);
        (await app.GetAccountsAsync(PolicyTenant.OtherPolicy)).Should().ContainSingle()
            .Which.HomeAccountId.Identifier.Should().Be($"{edited.UniqueId}-b2c_1a_example_profileedit.{tenant.Id}");
    }

    [Theory]
    [InlineData("Cancel", "AADB2C90091")]
    [InlineData("Forgot your password?", "AADB2C90118")]
    public async Task A_user_who_does_not_sign_in(string button, string code)
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());

        var request = () => App(tenant).AcquireTokenInteractive([tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server, button)).ExecuteAsync();

        (await request.Should().ThrowAsync<MsalException>()).Which.ShouldHaveError("access_denied", code);
    }

    [Fact]
    public async Task A_user_who_was_deleted_cannot_renew_tokens()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var app = App(tenant);
        var result = await SignInAsync(app, tenant);
        await new TestTenant(tenant.Server, tenant.Id).Graph.Users[result.UniqueId].DeleteAsync();

        var request = () => app.AcquireTokenSilent([tenant.Scope], result.Account).WithForceRefresh(true).ExecuteAsync();

        (await request.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", "AADB2C90128");
    }

    [Fact]
    public async Task The_hint_names_the_user_if_there_is_no_page()
    {
        var tenant = await PolicyTenant.CreateAsync(await AutomaticServer.GetAsync());

        var result = await App(tenant).AcquireTokenInteractive([tenant.Scope]).WithLoginHint(PolicyTenant.SecondUser).WithCustomWebUi(new RedirectBrowser(tenant.Server)).ExecuteAsync();
        var unknown = () => App(tenant).AcquireTokenInteractive([tenant.Scope]).WithLoginHint("nobody@example.com").WithCustomWebUi(new RedirectBrowser(tenant.Server)).ExecuteAsync();

        new JsonWebToken(result.IdToken).GetClaim("displayName").Value.Should().Be("John Doe");
        (await unknown.Should().ThrowAsync<MsalException>()).Which.ShouldHaveError("access_denied", "AADB2C90053");
    }

    /// <summary>The service has a page for it, and MSAL reports the status of the page.</summary>
    [Fact]
    public async Task A_policy_that_does_not_exist()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());

        var b2c = () => PasswordAsync(App(tenant, "B2C_1A_Missing"), tenant);
        var oidc = () => PublicClientApplicationBuilder.Create(PolicyTenant.Native).WithExperimentalFeatures().WithOidcAuthority(tenant.OidcAuthority("B2C_1A_Missing")).WithHttpClientFactory(tenant.Server).Build()
            .AcquireTokenInteractive([tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync();

        (await b2c.Should().ThrowAsync<MsalServiceException>()).Which.StatusCode.Should().Be(404);
        (await oidc.Should().ThrowAsync<MsalServiceException>()).Which.StatusCode.Should().Be(404);
    }

    /// <summary>The journey of the policy has no step that exchanges a password.</summary>
    [Fact]
    public async Task A_user_name_and_password()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());

        var request = () => PasswordAsync(App(tenant), tenant);

        (await request.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("unauthorized_client", "AADB2C90224");
    }

    private static IPublicClientApplication App(PolicyTenant tenant, string policy = PolicyTenant.Policy) => PublicClientApplicationBuilder.Create(PolicyTenant.Native)
        .WithB2CAuthority(tenant.Authority(policy)).WithRedirectUri("http://localhost").WithHttpClientFactory(tenant.Server).Build();

    private static Task<AuthenticationResult> SignInAsync(IPublicClientApplication app, PolicyTenant tenant) =>
        app.AcquireTokenInteractive([tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync();

#pragma warning disable CS0618 // Obsolete, but programs still use it.
    private static Task<AuthenticationResult> PasswordAsync(IPublicClientApplication app, PolicyTenant tenant) =>
        app.AcquireTokenByUsernamePassword([tenant.Scope], PolicyTenant.User, PolicyTenant.Password).ExecuteAsync();
#pragma warning restore CS0618

    private static void ShouldBeJane(AuthenticationResult result, PolicyTenant tenant)
    {
        var (id, access) = (new JsonWebToken(result.IdToken), new JsonWebToken(result.AccessToken));
        result.Scopes.Should().Contain(tenant.Scope);
        (result.TenantId, result.UniqueId, result.Account.HomeAccountId.Identifier).Should().Be((tenant.Id.ToString(), id.Subject, $"{id.Subject}-b2c_1a_example_signuporsignin.{tenant.Id}"));
        (id.GetClaim("displayName").Value, id.GetClaim("acr").Value, id.Audiences.Single()).Should().Be(("Jane Doe", "b2c_1a_example_signuporsignin", PolicyTenant.Native));
        (access.GetClaim("scp").Value, access.Audiences.Single(), access.GetClaim("azp").Value).Should().Be(("read", PolicyTenant.Api, PolicyTenant.Native));
    }

    /// <summary>Takes the place of the browser of MSAL when the server shows no page.</summary>
    private sealed class RedirectBrowser(RunningServer server) : ICustomWebUi
    {
        public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
        {
            using var http = new HttpClient(server.NewHandler());
            using var response = await http.GetAsync(authorizationUri, cancellationToken);
            return response.Headers.Location!;
        }
    }
}
