using Azure.Core;
using Azure.Identity;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>How Azure.Identity tells its program that it may not: error, AADSTS number, ids (conventions 5.2).</summary>
public sealed class RefusedCredentialTests
{
    private static readonly TokenRequestContext ForGraph = new(["https://graph.microsoft.com/.default"]);

    [Fact]
    public async Task A_wrong_secret()
    {
        var server = await RestrictedServer.GetAsync();
        var credential = Secret(server, RestrictedServer.ClientId, "the wrong secret");

        var refusal = await TokenRequest(credential).ShouldBeRefusedAsync("invalid_client", 7000215);

        refusal.StatusCode.Should().Be(401);
        refusal.Message.Should().Contain($"a secret added to app '{RestrictedServer.ClientId}'");
    }

    [Fact]
    public async Task A_client_that_nobody_registered()
    {
        var server = await RestrictedServer.GetAsync();

        await TokenRequest(Secret(server, "nobody", "any")).ShouldBeRefusedAsync("unauthorized_client", 700016);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_one()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any", tenant: "contoso")).ShouldBeRefusedAsync("invalid_request", 900023);
    }

    [Fact]
    public async Task A_scope_that_an_application_cannot_ask_for()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any"), "https://graph.microsoft.com/Policy.Read.All").ShouldBeRefusedAsync("invalid_scope", 1002012);
    }

    [Fact]
    public async Task A_resource_that_is_not_Graph()
    {
        var server = await SharedServer.GetAsync();

        await TokenRequest(Secret(server, "my-client", "any"), "https://vault.azure.net/.default").ShouldBeRefusedAsync("invalid_resource", 500011);
    }

    [Fact]
    public async Task A_secret_where_a_certificate_is_registered()
    {
        var server = await RestrictedServer.GetAsync();

        await TokenRequest(Secret(server, RestrictedServer.CertificateClientId, "any")).ShouldBeRefusedAsync("invalid_client", 7000215);
    }

    [Fact]
    public async Task A_certificate_that_is_not_the_registered_one()
    {
        var server = await RestrictedServer.GetAsync();
        using var other = RestrictedServer.NewCertificate("CN=other");
        var credential = new ClientCertificateCredential(
            Guid.NewGuid().ToString(), RestrictedServer.CertificateClientId, other, AzureIdentity.Options<ClientCertificateCredentialOptions>(server));

        await TokenRequest(credential).ShouldBeRefusedAsync("invalid_client", 700027);
    }

    [Fact]
    public async Task An_assertion_for_somebody_else()
    {
        var server = await RestrictedServer.GetAsync();
        var signing = new X509SigningCredentials(RestrictedServer.Certificate, SecurityAlgorithms.RsaSha256);
        var credential = new ClientAssertionCredential(
            Guid.NewGuid().ToString(),
            RestrictedServer.CertificateClientId,
            () => ClientAssertionFactory.Create(RestrictedServer.CertificateClientId, "https://elsewhere.example/token", signing),
            AzureIdentity.Options<ClientAssertionCredentialOptions>(server));

        await TokenRequest(credential).ShouldBeRefusedAsync("invalid_client", 700023);
    }

    [Fact]
    public async Task An_assertion_that_is_none()
    {
        var server = await RestrictedServer.GetAsync();
        var credential = new ClientAssertionCredential(
            Guid.NewGuid().ToString(), RestrictedServer.CertificateClientId, () => "no assertion", AzureIdentity.Options<ClientAssertionCredentialOptions>(server));

        await TokenRequest(credential).ShouldBeRefusedAsync("invalid_request", 50027);
    }

    /// <summary>invalid_grant has an exception of its own: the user has to be asked again.</summary>
    [Fact]
    public async Task A_token_on_whose_behalf_nobody_can_act()
    {
        var server = await RestrictedServer.GetAsync();
        using var other = RestrictedServer.NewCertificate("CN=other");
        var assertion = ClientAssertionFactory.Create("https://elsewhere.example", RestrictedServer.ClientId, new X509SigningCredentials(other));
        var credential = new OnBehalfOfCredential(
            Guid.NewGuid().ToString(), RestrictedServer.ClientId, RestrictedServer.Secret, assertion, AzureIdentity.Options<OnBehalfOfCredentialOptions>(server));

        (await TokenRequest(credential).ShouldBeRefusedAsync("invalid_grant", 50013)).Should().BeOfType<MsalUiRequiredException>();
    }

    [Fact]
    public async Task A_code_that_nobody_gave_out()
    {
        var server = await RestrictedServer.GetAsync();
        var options = AzureIdentity.Options<AuthorizationCodeCredentialOptions>(server);
        options.RedirectUri = new Uri(RestrictedServer.RedirectUri);
        var credential = new AuthorizationCodeCredential(Guid.NewGuid().ToString(), RestrictedServer.ClientId, RestrictedServer.Secret, "no code", options);

        (await TokenRequest(credential).ShouldBeRefusedAsync("invalid_grant", 70000)).Should().BeOfType<MsalUiRequiredException>();
    }

    private static ClientSecretCredential Secret(RunningServer server, string client, string secret, string? tenant = null) =>
        new(tenant ?? Guid.NewGuid().ToString(), client, secret, AzureIdentity.Options<ClientSecretCredentialOptions>(server));

    private static Func<ValueTask<AccessToken>> TokenRequest(TokenCredential credential, string? scope = null) =>
        () => credential.GetTokenAsync(scope is null ? ForGraph : new TokenRequestContext([scope]), CancellationToken.None);
}
