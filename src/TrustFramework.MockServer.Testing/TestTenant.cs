using TrustFramework.MockServer.Testing.Hosting;
using TrustFramework.MockServer.Testing.Journeys;
using TrustFramework.MockServer.Testing.Policies;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>A tenant of the server, isolated from all other tenants. Disposing deletes it, which is optional.</summary>
public sealed class TestTenant : ControlScope, IAsyncDisposable
{
    internal TestTenant(TrustFrameworkServer server, TenantCreated created)
        : base(server.ApiClient, GetPath(created.Id))
    {
        Server = server;
        Id = created.Id;
        Domain = created.Domain;
        Expires = created.Expires;
        Policies = new PolicyControl(ApiClient, created.Id);
        Journeys = new JourneyControl(ApiClient, Path);
    }

    public TrustFrameworkServer Server { get; }

    public Guid Id { get; }

    /// <summary>
    /// The domain name that policies must have as their TenantId. A domain that was not given is derived from the id, until the first accepted upload
    /// sets another one.
    /// </summary>
    public string Domain { get; }

    /// <summary>By the server's clock; null for a tenant that does not expire.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>Views of policies that the service does not offer.</summary>
    public PolicyControl Policies { get; }

    /// <summary>Executes user journeys of the tenant's policies without a browser.</summary>
    public JourneyControl Journeys { get; }

    /// <summary>The authority for its clients: <c>…/{id}</c>, over HTTPS if the server has HTTPS.</summary>
    public Uri Authority => new(Server.GraphAddress, $"/{Id}");

    private protected override string Origin => Server.GraphAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The token endpoint for clients that request tokens themselves.</summary>
    public Uri TokenEndpoint => new(Server.GraphAddress, $"/{Id}/oauth2/v2.0/token");

    /// <summary>The authority of a policy, for applications that sign in through it: <c>…/{id}/{policy}</c>. Its metadata are at <c>v2.0/.well-known/openid-configuration</c>.</summary>
    public Uri GetPolicyAuthority(string policyId) => new(Server.GraphAddress, $"/{Id}/{Uri.EscapeDataString(policyId)}/");

    /// <summary>Creates an API client with a base address that ends with <c>/beta/</c> and an application's token with these permissions.</summary>
    /// <param name="permissions">For example <c>Policy.ReadWrite.TrustFramework</c>; none means all four of the API. The token does not expire when the clock is moved.</param>
#pragma warning disable CA2000 // the client's own, and disposed with it
    public HttpClient CreateClient(params string[] permissions) => new(CreateHandler(permissions)) { BaseAddress = Server.GraphAddress };
#pragma warning restore CA2000

    /// <summary>Creates a handler that adds the token to each request without one.</summary>
    public HttpMessageHandler CreateHandler(params string[] permissions) => new BearerHandler(Server.CreateHandler(), this, permissions);

    /// <summary>Creates a tenant with this tenant's policies, key sets, domain and seed.</summary>
    /// <exception cref="MockServerException">404: this tenant is empty.</exception>
    public async Task<TestTenant> ForkAsync(TenantOptions? options = null, CancellationToken cancellationToken = default)
    {
        var created = await ApiClient.PostAsync(
            "/_mock/tenants", NewTenant.From(options, Id.ToString()), WireJson.Default.NewTenant, WireJson.Default.TenantCreated, cancellationToken).ConfigureAwait(false);
        return new TestTenant(Server, created);
    }

    /// <summary>How many policies and key sets it has.</summary>
    public Task<TenantSummary> ReadAsync(CancellationToken cancellationToken = default) =>
        ApiClient.GetAsync(Path, WireJson.Default.TenantSummary, cancellationToken);

    /// <summary>Deletes the tenant and everything in it.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => ApiClient.SendAsync(HttpMethod.Delete, Path, body: null, cancellationToken);

    public async ValueTask DisposeAsync() => await DeleteAsync().ConfigureAwait(false);

    private static string GetPath(Guid id) => $"/_mock/tenants/{id}";
}
