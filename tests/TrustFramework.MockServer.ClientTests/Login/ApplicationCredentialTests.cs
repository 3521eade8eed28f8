using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Kiota.Abstractions;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Azure.Identity credentials of applications without a user. Each test shows how to configure one: conventions 9.2.</summary>
public sealed class ApplicationCredentialTests
{
    private static readonly TokenRequestContext ForGraph = new(["https://graph.microsoft.com/.default"]);

    /// <summary>The complete code of docs/clients.md.</summary>
    [Fact]
    public async Task A_client_secret()
    {
        var server = await SharedServer.GetAsync();
        var tenant = Guid.NewGuid().ToString();

        var credential = new ClientSecretCredential(tenant, "my-client", "any secret", new ClientSecretCredentialOptions
        {
            AuthorityHost = server.Address, // https://localhost:8443
            DisableInstanceDiscovery = true,
            Transport = server.Transport, // trusts the CA; not needed where SSL_CERT_FILE names it
        });
        var graph = new GraphServiceClient(
            server.NewHttpClient(), // trusts the CA; not needed where SSL_CERT_FILE names it
            new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, "https://graph.microsoft.com/.default"),
            $"{server.Address}beta");
        var request = new RequestInformation(
            Method.GET, "{+baseurl}/trustFramework/policies/$count", new Dictionary<string, object>(StringComparer.Ordinal));
        var count = await graph.RequestAdapter.SendPrimitiveAsync<int?>(
            request, new(StringComparer.Ordinal) { ["XXX"] = ODataError.CreateFromDiscriminatorValue });

        count.Should().Be(0);
    }

    [Fact]
    public async Task A_token_contains_tenant_client_and_permissions()
    {
        var server = await SharedServer.GetAsync();
        var tenant = Guid.NewGuid().ToString();
        var credential = new ClientSecretCredential(tenant, "my-client", "any secret", Options<ClientSecretCredentialOptions>(server));

        var token = await credential.GetTokenAsync(ForGraph, CancellationToken.None);

        var jwt = new JsonWebToken(token.Token);
        jwt.Audiences.Should().Equal("https://graph.microsoft.com");
        (Claim(jwt, "tid"), Claim(jwt, "appid"), Claim(jwt, "idtyp"), Claim(jwt, "scp")).Should().Be((tenant, "my-client", "app", null));
        jwt.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).Should().BeEquivalentTo(
            "Policy.Read.All", "Policy.ReadWrite.TrustFramework", "TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All",
            "User.Read.All", "User.ReadWrite.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
    }

    [Fact]
    public async Task A_domain_names_the_tenant_and_uploads_must_name_the_same_domain()
    {
        var server = await SharedServer.GetAsync();
        var domain = $"t{Guid.NewGuid():N}.onmicrosoft.com";
        var credential = new ClientSecretCredential(domain, "my-client", "any secret", Options<ClientSecretCredentialOptions>(server));
        var trustFramework = server.TrustFramework(credential);

        var put = () => trustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")));

        (await put.Should().ThrowAsync<ODataError>()).Which.Message.Should().Contain(domain);
    }

    /// <summary>Without scopes, a client requests the host of its base URL: <c>https://localhost/.default</c>.</summary>
    [Fact]
    public async Task Without_scopes_the_client_requests_the_servers_host_which_means_Graph()
    {
        var server = await SharedServer.GetAsync();
        var credential = new ClientSecretCredential(Guid.NewGuid().ToString(), "my-client", "any secret", Options<ClientSecretCredentialOptions>(server));
        var provider = new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true);

        var count = await new TrustFrameworkApi(new GraphServiceClient(server.NewHttpClient(), provider, server.BaseUrl)).CountKeySetsAsync();

        count.Should().Be(0);
    }

    /// <summary>Signed with PS256 and named by <c>x5t#S256</c>, with or without the chain in <c>x5c</c>: conventions 5.1 [E].</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_certificate(bool sendChain)
    {
        var server = await RestrictedServer.GetAsync();
        var options = Options<ClientCertificateCredentialOptions>(server);
        options.SendCertificateChain = sendChain;

        var credential = new ClientCertificateCredential(Guid.NewGuid().ToString(), RestrictedServer.CertificateClientId, RestrictedServer.Certificate, options);

        (await server.TrustFramework(credential).CountPoliciesAsync()).Should().Be(0);
    }

    /// <summary>Older libraries send RS256 and <c>x5t</c>.</summary>
    [Fact]
    public async Task A_client_assertion_that_the_program_creates()
    {
        var server = await RestrictedServer.GetAsync();
        var tenant = Guid.NewGuid().ToString();
        var audience = $"{server.Address}{tenant}/oauth2/v2.0/token";

        var credential = new ClientAssertionCredential(
            tenant,
            RestrictedServer.CertificateClientId,
            () => ClientAssertionFactory.Create(RestrictedServer.CertificateClientId, audience, new X509SigningCredentials(RestrictedServer.Certificate, SecurityAlgorithms.RsaSha256)),
            Options<ClientAssertionCredentialOptions>(server));

        (await server.TrustFramework(credential).CountPoliciesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_registered_secret_and_the_permissions_of_the_client()
    {
        var server = await RestrictedServer.GetAsync();
        var tenant = Guid.NewGuid().ToString();
        var options = Options<ClientSecretCredentialOptions>(server);
        var full = new ClientSecretCredential(tenant, RestrictedServer.ClientId, RestrictedServer.Secret, options);
        var reader = new ClientSecretCredential(tenant, RestrictedServer.ReaderClientId, "any", options);

        (await server.TrustFramework(full).CountKeySetsAsync()).Should().Be(0);
        (await server.TrustFramework(reader).CountPoliciesAsync()).Should().Be(0);
        var keys = () => server.TrustFramework(reader).CountKeySetsAsync();
        (await keys.Should().ThrowAsync<ODataError>()).Which.ResponseStatusCode.Should().Be(403);
    }

    private static T Options<T>(RunningServer server)
        where T : TokenCredentialOptions, new() => AzureIdentity.Options<T>(server);

    private static string? Claim(JsonWebToken token, string type) => token.TryGetClaim(type, out var claim) ? claim.Value : null;
}
