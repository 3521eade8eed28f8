using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class LoopbackTests : IAsyncLifetime
{
    private TrustFrameworkServer _server = null!;

    public async Task InitializeAsync() => _server = await TrustFrameworkServer.StartOnLoopbackAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Tenant_client_uses_HTTPS()
    {
        var tenant = await _server.CreateTenantAsync();

        (await tenant.UploadAsync("B2C_1A_Base")).Should().Be(201);

        tenant.TokenEndpoint.Should().Be(new Uri(_server.SecureAddress!, $"/{tenant.Id}/oauth2/v2.0/token"));
        (await tenant.Journal.ListAsync()).Should().ContainSingle().Which.Url.Should().StartWith(_server.GraphAddress.ToString());
        _server.GraphAddress.Scheme.Should().Be("https");
    }

    [Fact]
    public async Task Other_clients_do_not_trust_the_CA()
    {
        using var stranger = new HttpClient { BaseAddress = _server.SecureAddress };

        var ask = () => stranger.GetAsync(new Uri("/_mock/health/live", UriKind.Relative));

        (await ask.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>();
    }

    [Fact]
    public async Task Handlers_do_not_trust_the_CA_of_another_server()
    {
        await using var other = await TrustFrameworkServer.StartOnLoopbackAsync();
        using var client = new HttpClient(_server.CreateHandler()) { BaseAddress = other.SecureAddress };

        var ask = () => client.GetAsync(new Uri("/_mock/health/live", UriKind.Relative));

        (await ask.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>();
    }

    [Fact]
    public void Each_server_creates_its_own_CA()
    {
        using var authority = X509Certificate2.CreateFromPem(_server.AuthorityPem);

        authority.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.Should().BeTrue();
        authority.NotBefore.Should().BeAfter(TimeProvider.System.GetLocalNow().DateTime.AddDays(-2), "it was not kept from an earlier run");
    }

    [Fact]
    public async Task Server_also_listens_on_HTTP()
    {
        using var plain = new HttpClient { BaseAddress = _server.Address };

        (await plain.StatusAsync("/_mock/health/ready")).Should().Be(200);
    }
}
