using TrustFramework.MockServer.Testing.Hosting;
using TrustFramework.MockServer.Testing.Policies;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>A tenant of the server: what happens in it, other tenants never see. Disposing takes it away, which need not be done.</summary>
public sealed class TestTenant : ControlScope, IAsyncDisposable
{
    private readonly string _path;

    internal TestTenant(TrustFrameworkServer server, TenantCreated made)
        : base(server.ApiClient, GetPath(made.Id))
    {
        Server = server;
        Id = made.Id;
        Domain = made.Domain;
        Expires = made.Expires;
        _path = GetPath(made.Id);
        Policies = new PolicyControl(ApiClient, made.Id);
    }

    public TrustFrameworkServer Server { get; }

    public Guid Id { get; }

    /// <summary>
    /// What policies must name as their tenant. One that was not asked for is made of the id, and stays until the first accepted upload
    /// brings another.
    /// </summary>
    public string Domain { get; }

    /// <summary>By the server's clock; null for a tenant that stays.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>What the service never shows of policies.</summary>
    public PolicyControl Policies { get; }

    /// <summary>Where its clients sign in: <c>…/{id}</c>. HTTPS where there is HTTPS.</summary>
    public Uri Authority => new(Server.GraphAddress, $"/{Id}");

    /// <summary>Where its clients get tokens, if they ask for themselves.</summary>
    public Uri TokenEndpoint => new(Server.GraphAddress, $"/{Id}/oauth2/v2.0/token");

    /// <summary>A client of the API whose base address ends with <c>/beta/</c>, signed in as an application with these permissions.</summary>
    /// <param name="permissions">Such as <c>Policy.ReadWrite.TrustFramework</c>; none given, all four of the API. They hold however the clock is moved.</param>
#pragma warning disable CA2000 // the client's own, and disposed with it
    public HttpClient CreateClient(params string[] permissions) => new(CreateHandler(permissions)) { BaseAddress = Server.GraphAddress };
#pragma warning restore CA2000

    /// <summary>The same for clients that take a handler: adds the token to what comes without one.</summary>
    public HttpMessageHandler CreateHandler(params string[] permissions) => new BearerHandler(Server.CreateHandler(), this, permissions);

    /// <summary>Makes a tenant that begins with this one's policies, key sets, domain and seed.</summary>
    /// <exception cref="MockServerException">404: this one holds nothing.</exception>
    public async Task<TestTenant> ForkAsync(TenantOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = await ApiClient.PostAsync(
            "/_mock/tenants", NewTenant.From(options, Id.ToString()), WireJson.Default.NewTenant, WireJson.Default.TenantCreated, cancellationToken).ConfigureAwait(false);
        return new TestTenant(Server, made);
    }

    /// <summary>What it holds, in numbers.</summary>
    public Task<TenantSummary> ReadAsync(CancellationToken cancellationToken = default) =>
        ApiClient.GetAsync(_path, WireJson.Default.TenantSummary, cancellationToken);

    /// <summary>Takes it away with all that belongs to it.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => ApiClient.SendAsync(HttpMethod.Delete, _path, body: null, cancellationToken);

    public async ValueTask DisposeAsync() => await DeleteAsync().ConfigureAwait(false);

    private static string GetPath(Guid id) => $"/_mock/tenants/{id}";
}
