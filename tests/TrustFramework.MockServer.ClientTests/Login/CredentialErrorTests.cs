using Azure.Core;
using Azure.Identity;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Errors of Azure.Identity: OAuth error, AADSTS number and ids (conventions 5.2).</summary>
public sealed class CredentialErrorTests
{
    private static readonly TokenRequestContext ForGraph = new(["https://graph.microsoft.com/.default"]);

    [Fact]
    public async Task A_wrong_secret()
    {
        var server = await RestrictedServer.GetAsync();
        var credential = Secret(server, RestrictedServer.ClientId, "the wrong secret");

        var exception = await TokenRequest(credential).ShouldFailAsync("invalid_client", 7000215);

        exception.StatusCode.Should().Be(401);
        exception.Message.Should().Contain($"a secret added to app '{RestrictedServer.ClientId}'");
    }

    [Fact]
    public async Task A_client_that_is_not_registered()
    {
        var server = await RestrictedServer.GetAsync();

        await TokenRequest(Secret(server, "nobody", "any")).ShouldFailAsync("unauthorized_client", 700016);
    }

    [Fact]
    public async Task An_invalid_tenant_name()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any", tenant: "contoso")).ShouldFailAsync("invalid_request", 900023);
    }

    [Fact]
    public async Task A_scope_that_an_application_cannot_request()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any"), "https://graph.microsoft.com/Policy.Read.All").ShouldFailAsync("invalid_scope", 1002012);
    }

    [Fact]
    public async Task A_resource_that_is_not_Graph()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any"), "https://vault.azure.net/.default").ShouldFailAsync("invalid_resource", 500011);
    }

    [Fact]
    public async Task A_secret_where_a_certificate_is_registered()
    {
        var server = await RestrictedServer.GetAsync();

        await TokenRequest(Secret(server, RestrictedServer.CertificateClientId, "any")).ShouldFailAsync("invalid_client", 7000215);
    }

    [Fact]
    public async Task A_certificate_that_is_not_the_registered_one()
    {
        var server = await RestrictedServer.GetAsync();
        using var other = RestrictedServer.NewCertificate("CN=other");
        var credential = new ClientCertificateCredential(
            Guid.NewGuid().ToString(), RestrictedServer.CertificateClientId, other, AzureIdentity.Options<ClientCertificateCredentialOptions>(server));

        await TokenRequest(credential).ShouldFailAsync("invalid_client", 700027);
    }

    [Fact]
    public async Task An_assertion_for_another_audience()
    {
        var server = await RestrictedServer.GetAsync();
        var signing = new X509SigningCredentials(RestrictedServer.Certificate, SecurityAlgorithms.RsaSha256);
        var credential = new ClientAssertionCredential(
            Guid.NewGuid().ToString(),
            RestrictedServer.CertificateClientId,
            () => ClientAssertionFactory.Create(RestrictedServer.CertificateClientId, "https://elsewhere.example/token", signing),
            AzureIdentity.Options<ClientAssertionCredentialOptions>(server));

        await TokenRequest(credential).ShouldFailAsync("invalid_client", 700023);
    }

    [Fact]
    public async Task A_malformed_assertion()
    {
        var server = await RestrictedServer.GetAsync();
        var credential = new ClientAssertionCredential(
            Guid.NewGuid().ToString(), RestrictedServer.CertificateClientId, () => "no assertion", AzureIdentity.Options<ClientAssertionCredentialOptions>(server));

        await TokenRequest(credential).ShouldFailAsync("invalid_request", 50027);
    }

    /// <summary>For invalid_grant the library throws an exception of its own: the user must sign in again.</summary>
    [Fact]
    public async Task An_assertion_that_the_server_did_not_sign()
    {
        var server = await RestrictedServer.GetAsync();
        using var other = RestrictedServer.NewCertificate("CN=other");
        var assertion = ClientAssertionFactory.Create("https://elsewhere.example", RestrictedServer.ClientId, new X509SigningCredentials(other));
        var credential = new OnBehalfOfCredential(
            Guid.NewGuid().ToString(), RestrictedServer.ClientId, RestrictedServer.Secret, assertion, AzureIdentity.Options<OnBehalfOfCredentialOptions>(server));

        (await TokenRequest(credential).ShouldFailAsync("invalid_grant", 50013)).Should().BeOfType<MsalUiRequiredException>();
    }

    [Fact]
    public async Task An_unknown_code()
    {
        var server = await RestrictedServer.GetAsync();
        var options = AzureIdentity.Options<AuthorizationCodeCredentialOptions>(server);
        options.RedirectUri = new Uri(RestrictedServer.RedirectUri);
        var credential = new AuthorizationCodeCredential(Guid.NewGuid().ToString(), RestrictedServer.ClientId, RestrictedServer.Secret, "no code", options);

        (await TokenRequest(credential).ShouldFailAsync("invalid_grant", 70000)).Should().BeOfType<MsalUiRequiredException>();
    }

    private static ClientSecretCredential Secret(RunningServer server, string client, string secret, string? tenant = null) =>
        new(tenant ?? Guid.NewGuid().ToString(), client, secret, AzureIdentity.Options<ClientSecretCredentialOptions>(server));

    private static Func<ValueTask<AccessToken>> TokenRequest(TokenCredential credential, string? scope = null) =>
        () => credential.GetTokenAsync(scope is null ? ForGraph : new TokenRequestContext([scope]), CancellationToken.None);
}
