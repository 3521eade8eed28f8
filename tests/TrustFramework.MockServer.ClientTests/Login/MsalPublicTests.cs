using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Programs that a user runs, with MSAL.NET. Each test shows how to configure one: conventions 9.2.</summary>
public sealed class MsalPublicTests
{
    private static readonly string[] Policies = ["https://graph.microsoft.com/Policy.ReadWrite.TrustFramework"];

    private readonly string _tenant = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_device_code_and_the_silent_refresh_after_it()
    {
        var server = await SharedServer.GetAsync();

        var app = PublicClientApplicationBuilder.Create("my-client")
            .WithAuthority(new Uri(server.Address, _tenant)) // https://localhost:8443/{tenant}
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(server) // trusts the CA; not needed where SSL_CERT_FILE redirectHandler it
            .Build();
        var first = await app.AcquireTokenWithDeviceCode(Policies, _ => Task.CompletedTask).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent(Policies, (await app.GetAccountsAsync()).Single()).WithForceRefresh(true).ExecuteAsync();

        first.Scopes.Should().Contain(Policies);
        (renewed.TenantId, renewed.Account.Username).Should().Be((_tenant, first.Account.Username));
        renewed.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.IdentityProvider);
    }

    [Fact]
    public async Task A_device_code_that_is_declined()
    {
        var server = await RestrictedServer.GetAsync();

        var request = () => App(server).AcquireTokenWithDeviceCode(Policies, async info =>
        {
            var page = await SignInPage.OpenAsync(server.NewHandler(), new Uri(info.VerificationUrl));
            await (await page.NextAsync("Next", ("user_code", info.UserCode))).NextAsync("Cancel");
        }).ExecuteAsync();

        (await request.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("authorization_declined", 70017);
    }

    [Fact]
    public async Task A_device_code_that_is_not_issued()
    {
        var server = await RestrictedServer.GetAsync();

        var client = () => App(server, "nobody").AcquireTokenWithDeviceCode(Policies, _ => Task.CompletedTask).ExecuteAsync();
        var scope = () => App(server).AcquireTokenWithDeviceCode(["https://vault.azure.net/secrets"], _ => Task.CompletedTask).ExecuteAsync();

        (await client.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("unauthorized_client", 700016);
        (await scope.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_resource", 500011);
    }

    /// <summary>
    /// With instance discovery, MSAL sends a request to the real login host: conventions 5.3 [E]. If that name leads to this server, its
    /// response is sufficient.
    /// </summary>
    [Fact]
    public async Task Instance_discovery_is_not_disabled()
    {
        var server = await SharedServer.GetAsync();
        using var redirectHandler = new LoginHostRedirectHandler(server);
        using var http = new HttpClient(redirectHandler);

        var app = PublicClientApplicationBuilder.Create("my-client").WithAuthority(new Uri(server.Address, _tenant)).WithHttpClientFactory(new HttpClientFactory(http)).Build();
        var result = await app.AcquireTokenWithDeviceCode(Policies, _ => Task.CompletedTask).ExecuteAsync();

        result.TenantId.Should().Be(_tenant);
        redirectHandler.RequestedUris.Should().ContainSingle(address => address.StartsWith("https://login.microsoftonline.com", StringComparison.Ordinal))
            .Which.Should().EndWith("/common/discovery/instance");
    }

    /// <summary>The library requests the user realm first: conventions 5.3 [E].</summary>
    [Fact]
    public async Task A_user_name_and_password()
    {
        var server = await RestrictedServer.GetAsync();

        var result = await Password(server, RestrictedServer.User, RestrictedServer.Password);

        new JsonWebToken(result.AccessToken).GetClaim("upn").Value.Should().Be(RestrictedServer.User);
        new JsonWebToken(result.IdToken).GetClaim("tid").Value.Should().Be(_tenant);
        result.Account.HomeAccountId.TenantId.Should().Be(_tenant);
    }

    [Theory]
    [InlineData(RestrictedServer.User, "wrong", 50126)]
    [InlineData("nobody@contoso.onmicrosoft.com", RestrictedServer.Password, 50034)]
    public async Task An_unknown_user_or_a_wrong_password(string user, string password, int number)
    {
        var server = await RestrictedServer.GetAsync();

        var request = () => Password(server, user, password);

        (await request.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", number);
    }

    /// <summary>With the sign-in page. <see cref="SignInPage"/> takes the place of the browser.</summary>
    [Fact]
    public async Task Interactively()
    {
        var server = await RestrictedServer.GetAsync();
        var app = App(server);

        var result = await app.AcquireTokenInteractive(Policies).WithCustomWebUi(new Browser(server)).ExecuteAsync();

        result.Account.Username.Should().Be(RestrictedServer.User);
        result.Scopes.Should().Contain(Policies);
    }

    [Fact]
    public async Task A_client_with_a_secret_cannot_be_public()
    {
        var server = await RestrictedServer.GetAsync();

#pragma warning disable CS0618 // Obsolete, but scripts still use it.
        var request = () => App(server, RestrictedServer.ClientId).AcquireTokenByUsernamePassword(Policies, RestrictedServer.User, RestrictedServer.Password).ExecuteAsync();
#pragma warning restore CS0618

        (await request.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_client", 7000218);
    }

    private IPublicClientApplication App(RunningServer server, string client = "public") => PublicClientApplicationBuilder.Create(client)
        .WithAuthority(new Uri(server.Address, _tenant)).WithInstanceDiscovery(false).WithHttpClientFactory(server).WithRedirectUri("http://localhost").Build();

#pragma warning disable CS0618 // Obsolete, but scripts still use it.
    private Task<AuthenticationResult> Password(RunningServer server, string user, string password) =>
        App(server).AcquireTokenByUsernamePassword(Policies, user, password).ExecuteAsync();
#pragma warning restore CS0618

    /// <summary>Sends requests for the real login host to the server, as a hosts file does.</summary>
    private sealed class LoginHostRedirectHandler(RunningServer server) : DelegatingHandler(server.NewHandler())
    {
        public List<string> RequestedUris { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RequestedUris.Add(request.RequestUri!.GetLeftPart(UriPartial.Path));
            request.RequestUri = new UriBuilder(request.RequestUri) { Host = server.Address.Host, Port = server.Address.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class HttpClientFactory(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }

    private sealed class Browser(RunningServer server) : ICustomWebUi
    {
        public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
        {
            var page = await SignInPage.OpenAsync(server.NewHandler(), authorizationUri);
            var parameters = await page.PressAsync("Sign in", ("password", RestrictedServer.Password));
            return new UriBuilder(redirectUri) { Query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")) }.Uri;
        }
    }
}
