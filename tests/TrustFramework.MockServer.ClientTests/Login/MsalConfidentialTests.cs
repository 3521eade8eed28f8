using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Web applications, services and daemons with MSAL.NET. Each test shows how to configure one: conventions 9.2.</summary>
public sealed class MsalConfidentialTests
{
    private static readonly string[] Default = ["https://graph.microsoft.com/.default"];
    private static readonly string[] Policies = ["https://graph.microsoft.com/Policy.ReadWrite.TrustFramework"];

    private readonly string _tenant = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_secret()
    {
        var server = await SharedServer.GetAsync();

        var app = ConfidentialClientApplicationBuilder.Create("my-client")
            .WithClientSecret("any secret")
            .WithAuthority(new Uri(server.Address, _tenant)) // https://localhost:8443/{tenant}
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(server) // trusts the CA; not needed where SSL_CERT_FILE names it
            .Build();
        var result = await app.AcquireTokenForClient(Default).ExecuteAsync();

        new JsonWebToken(result.AccessToken).GetClaim("tid").Value.Should().Be(_tenant);
        (result.ExpiresOn - DateTimeOffset.UtcNow).Should().BeGreaterThan(TimeSpan.FromMinutes(50));
        (await app.AcquireTokenForClient(Default).ExecuteAsync()).AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.Cache);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate(bool sendChain)
    {
        var server = await RestrictedServer.GetAsync();
        var app = Builder(server, RestrictedServer.CertificateClientId).WithCertificate(RestrictedServer.Certificate, sendChain).Build();

        var result = await app.AcquireTokenForClient(Default).ExecuteAsync();

        new JsonWebToken(result.AccessToken).GetClaim("appid").Value.Should().Be(RestrictedServer.CertificateClientId);
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    public async Task A_client_assertion(string algorithm)
    {
        var server = await RestrictedServer.GetAsync();
        var signing = new X509SigningCredentials(RestrictedServer.Certificate, algorithm);
        var app = Builder(server, RestrictedServer.CertificateClientId)
            .WithClientAssertion(options => Task.FromResult(ClientAssertionFactory.Create(options.ClientID, options.TokenEndpoint, signing)))
            .Build();

        var result = await app.AcquireTokenForClient(Default).ExecuteAsync();

        result.AccessToken.Should().NotBeNullOrEmpty();
    }

    /// <summary>With PKCE, and then without the user: from the cache and with the refresh token.</summary>
    [Fact]
    public async Task A_code_from_the_sign_in_page_and_the_silent_requests_after_it()
    {
        var server = await RestrictedServer.GetAsync();
        var app = Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).WithRedirectUri(RestrictedServer.RedirectUri).Build();
        var address = await app.GetAuthorizationRequestUrl(Policies).WithPkce(out var verifier).ExecuteAsync();
        var redirect = await (await SignInPage.OpenAsync(server.NewHandler(), address)).PressAsync("Sign in", ("password", RestrictedServer.Password));

        var first = await app.AcquireTokenByAuthorizationCode(Policies, redirect["code"]).WithPkceCodeVerifier(verifier).ExecuteAsync();
#pragma warning disable CS0618 // The replacement takes an account id, for web applications. This cache has one user.
        var account = (await app.GetAccountsAsync()).Single();
#pragma warning restore CS0618
        var silent = await app.AcquireTokenSilent(Policies, account).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent(Policies, account).WithForceRefresh(true).ExecuteAsync();

        (first.TenantId, first.Account.Username, first.Account.HomeAccountId.TenantId).Should().Be((_tenant, RestrictedServer.User, _tenant));
        first.Scopes.Should().Contain(Policies);
        silent.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.Cache);
        renewed.AuthenticationResultMetadata.TokenSource.Should().Be(TokenSource.IdentityProvider);
        new JsonWebToken(renewed.AccessToken).GetClaim("scp").Value.Split(' ').Should().Contain("Policy.ReadWrite.TrustFramework");
        renewed.Account.HomeAccountId.Identifier.Should().Be(first.Account.HomeAccountId.Identifier);
    }

    [Fact]
    public async Task A_code_is_valid_once_and_only_with_its_verifier()
    {
        var server = await RestrictedServer.GetAsync();
        var app = Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).WithRedirectUri(RestrictedServer.RedirectUri).Build();
        var address = await app.GetAuthorizationRequestUrl(Policies).WithPkce(out var verifier).ExecuteAsync();
        var codes = new List<string>();
        for (var i = 0; i < 2; i++)
            codes.Add((await (await SignInPage.OpenAsync(server.NewHandler(), address)).PressAsync("Sign in", ("password", RestrictedServer.Password)))["code"]);

        var wrong = () => app.AcquireTokenByAuthorizationCode(Policies, codes[0]).WithPkceCodeVerifier(new string('x', 43)).ExecuteAsync();
        var good = () => app.AcquireTokenByAuthorizationCode(Policies, codes[1]).WithPkceCodeVerifier(verifier).ExecuteAsync();

        (await wrong.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 501481);
        (await good()).AccessToken.Should().NotBeNullOrEmpty();
        (await good.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 54005);
    }

    [Fact]
    public async Task A_refresh_token_of_another_program()
    {
        var server = await RestrictedServer.GetAsync();
        var refreshToken = await RefreshTokenAsync(server);
        var app = Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).Build();

        var result = await ((IByRefreshToken)app).AcquireTokenByRefreshToken(Policies, refreshToken).ExecuteAsync();
        var unknown = () => ((IByRefreshToken)app).AcquireTokenByRefreshToken(Policies, "unknown").ExecuteAsync();
        var others = Builder(server, RestrictedServer.CertificateClientId).WithCertificate(RestrictedServer.Certificate).Build();
        var stolen = () => ((IByRefreshToken)others).AcquireTokenByRefreshToken(Policies, refreshToken).ExecuteAsync();

        result.Account.Username.Should().Be(RestrictedServer.User);
        (await unknown.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 70000);
        (await stolen.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 70000);
    }

    [Fact]
    public async Task On_behalf_of_the_caller()
    {
        var server = await RestrictedServer.GetAsync();
        var app = Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).Build();
        var caller = await TokenAsync(server, $"{RestrictedServer.ClientId}/access", "access_token");

        var result = await app.AcquireTokenOnBehalfOf(Policies, new UserAssertion(caller)).ExecuteAsync();

        new JsonWebToken(result.AccessToken).GetClaim("scp").Value.Split(' ').Should().Contain("Policy.ReadWrite.TrustFramework");
        result.Account.Username.Should().Be(RestrictedServer.User);
    }

    [Fact]
    public async Task An_assertion_for_another_application_or_without_a_user()
    {
        var server = await RestrictedServer.GetAsync();
        var app = Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).Build();
        var forGraph = await TokenAsync(server, Policies[0], "access_token");
        var ofApplication = (await app.AcquireTokenForClient([$"{RestrictedServer.ClientId}/.default"]).ExecuteAsync()).AccessToken;

        var other = () => app.AcquireTokenOnBehalfOf(Policies, new UserAssertion(forGraph)).ExecuteAsync();
        var application = () => app.AcquireTokenOnBehalfOf(Policies, new UserAssertion(ofApplication)).ExecuteAsync();

        (await other.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 500131);
        (await application.Should().ThrowAsync<MsalUiRequiredException>()).Which.ShouldHaveError("invalid_grant", 7000114);
    }

    /// <summary>MSAL reads the discovery document and checks its issuer: conventions 5.3 [E].</summary>
    [Fact]
    public async Task A_generic_OpenID_authority()
    {
        var server = await SharedServer.GetAsync();

        var app = ConfidentialClientApplicationBuilder.Create("my-client")
            .WithClientSecret("any secret")
            .WithOidcAuthority($"{server.Address}{_tenant}/v2.0")
            .WithHttpClientFactory(server)
            .Build();
        var result = await app.AcquireTokenForClient(Default).ExecuteAsync();

        new JsonWebToken(result.AccessToken).GetClaim("tid").Value.Should().Be(_tenant);
    }

    [Fact]
    public async Task An_error_is_an_exception_with_the_services_code()
    {
        var server = await RestrictedServer.GetAsync();

        var secret = () => Builder(server, RestrictedServer.ClientId).WithClientSecret("wrong").Build().AcquireTokenForClient(Default).ExecuteAsync();
        var client = () => Builder(server, "nobody").WithClientSecret("any").Build().AcquireTokenForClient(Default).ExecuteAsync();
        var scope = () => Builder(server, RestrictedServer.ClientId).WithClientSecret(RestrictedServer.Secret).Build().AcquireTokenForClient(Policies).ExecuteAsync();

        (await secret.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_client", 7000215);
        (await client.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("unauthorized_client", 700016);
        (await scope.Should().ThrowAsync<MsalServiceException>()).Which.ShouldHaveError("invalid_scope", 1002012);
    }

    private ConfidentialClientApplicationBuilder Builder(RunningServer server, string client) => ConfidentialClientApplicationBuilder.Create(client)
        .WithAuthority(new Uri(server.Address, _tenant)).WithInstanceDiscovery(false).WithHttpClientFactory(server);

    /// <summary>MSAL does not expose its refresh tokens, so this one is requested without it.</summary>
    private Task<string> RefreshTokenAsync(RunningServer server) => TokenAsync(server, "offline_access " + Policies[0], "refresh_token");

    private async Task<string> TokenAsync(RunningServer server, string scope, string member)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "password",
            ["client_id"] = RestrictedServer.ClientId,
            ["client_secret"] = RestrictedServer.Secret,
            ["username"] = RestrictedServer.User,
            ["password"] = RestrictedServer.Password,
            ["scope"] = scope,
        });
        using var response = await server.GetHttpClient().PostAsync(new Uri(server.Address, $"{_tenant}/oauth2/v2.0/token"), form);
        var text = await response.Content.ReadAsStringAsync();
        using var json = System.Text.Json.JsonDocument.Parse(text);
        json.RootElement.TryGetProperty(member, out var token).Should().BeTrue(text);
        return token.GetString()!;
    }
}
