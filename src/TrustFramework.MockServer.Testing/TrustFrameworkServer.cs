using TrustFramework.MockServer.Testing.Hosting;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>
/// A stand-in for Microsoft Graph beta's <c>trustFramework</c> API and its login service: started in this process, or somewhere else and
/// connected to. Many can run in one process and share nothing; all members may be used by many threads at once. What is inherited here
/// is about everyone: the clock behind all tenants' clocks, faults that hit all of them. For a test alone make a tenant.
/// </summary>
public sealed class TrustFrameworkServer : ControlScope, IAsyncDisposable
{
    private readonly ServerConnection _connection;
    private readonly HttpClient _controlClient;

    private TrustFrameworkServer(ServerConnection site, HttpClient control, string? authorityPem)
        : base(new ControlApiClient(control), "/_mock")
    {
        _connection = site;
        _controlClient = control;
        AuthorityPem = authorityPem;
    }

    /// <summary>Scheme, host and port by HTTP. In memory <c>http://localhost/</c>, which means this server to its own handlers alone.</summary>
    public Uri Address => _connection.Address;

    /// <summary>The same by HTTPS; null in memory, and where none was given to connect to.</summary>
    public Uri? SecureAddress => _connection.SecureAddress;

    /// <summary>The certificate of the CA to be trusted, as PEM; null without HTTPS, or with a certificate of somebody else's CA.</summary>
    public string? AuthorityPem { get; }

    /// <summary>What clients of the API are told, where they ask for a base URL: <c>…/beta/</c>, by HTTPS where there is HTTPS.</summary>
    public Uri GraphAddress => new(_connection.PreferredAddress, "beta/");

    /// <summary>Starts a server in memory: no socket, no file. It is reached by the handlers and clients that it makes.</summary>
    /// <exception cref="MockServerException">The settings or the seed cannot be used; the message says what to write instead.</exception>
    public static Task<TrustFrameworkServer> StartAsync(Action<ServerOptions>? configure = null, CancellationToken cancellationToken = default) =>
        StartAsync(configure, onLoopback: false, cancellationToken);

    /// <summary>
    /// Starts a server on two free ports of 127.0.0.1, HTTP and HTTPS, with a CA of its own that lives in memory: for clients that bring
    /// their own transport, and for other processes.
    /// </summary>
    /// <exception cref="MockServerException">The settings or the seed cannot be used; the message says what to write instead.</exception>
    public static Task<TrustFrameworkServer> StartOnLoopbackAsync(Action<ServerOptions>? configure = null, CancellationToken cancellationToken = default) =>
        StartAsync(configure, onLoopback: true, cancellationToken);

    /// <summary>Uses a server that runs already, in a container for instance. It is not ended with this object.</summary>
    /// <param name="address">By HTTP, as <c>http://localhost:8080</c>.</param>
    /// <param name="secureAddress">The same server by HTTPS. Its CA is asked for by HTTP, and trusted by the handlers made here alone.</param>
    /// <param name="controlToken">That of <c>MockServer:Control:Token</c>, where the server wants one.</param>
    /// <exception cref="MockServerException">It is not ready.</exception>
    /// <exception cref="HttpRequestException">Nobody answers there.</exception>
    public static Task<TrustFrameworkServer> ConnectAsync(
        Uri address, Uri? secureAddress = null, string? controlToken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return OpenAsync(ServerConnection.ToRemote(address, secureAddress), controlToken, "/_mock/health/ready", cancellationToken);
    }

    /// <summary>For clients that take one. Over HTTPS it trusts this server's CA and no other; no proxy of the environment is asked.</summary>
    public HttpMessageHandler CreateHandler() => _connection.CreateHandler(AuthorityPem);

    /// <summary>A client of the whole server, which sends no token: its base address is the server's.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = _connection.PreferredAddress };

    /// <summary>Makes a tenant that nobody else has: a world of its own for one test.</summary>
    /// <exception cref="MockServerException">409: there is one of this id already. 403: there are as many as there may be.</exception>
    public async Task<TestTenant> CreateTenantAsync(TenantOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = await ApiClient.PostAsync(
            "/_mock/tenants", NewTenant.From(options, fork: null), WireJson.Default.NewTenant, WireJson.Default.TenantCreated, cancellationToken).ConfigureAwait(false);
        return new TestTenant(this, made);
    }

    /// <summary>The tenants that hold anything.</summary>
    public async Task<IReadOnlyList<TenantSummary>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        (await ApiClient.GetAsync("/_mock/tenants", WireJson.Default.TenantList, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Ends a server that was started here: its sockets are closed and its state is gone. Requests in flight have two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _controlClient.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A bearer that is good for these permissions in this tenant, whatever its clock says.</summary>
    internal async ValueTask<string> GetBearerTokenAsync(TestTenant tenant, string[] permissions, CancellationToken cancellationToken) => _connection.ValidatesSignatures
        ? (await tenant.IssueTokenAsync(BearerHandler.CreateNonExpiringRequest(permissions), cancellationToken).ConfigureAwait(false)).AccessToken
        : UnsignedToken.Create(tenant.Id, permissions);

    private static async Task<TrustFrameworkServer> StartAsync(Action<ServerOptions>? configure, bool onLoopback, CancellationToken cancellationToken)
    {
        var options = new ServerOptions();
        configure?.Invoke(options);
        var site = await InProcessHost.StartAsync(options, onLoopback, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(site, options.ControlToken, probePath: null, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="probePath">What a server must answer to be one; null where that is known.</param>
    private static async Task<TrustFrameworkServer> OpenAsync(ServerConnection site, string? controlToken, string? probePath, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // the server's, as the site is
        var control = new HttpClient(site.CreateHandler(authorityPem: null)) { BaseAddress = site.Address };
#pragma warning restore CA2000
        var isOpen = false;
        try
        {
            if (controlToken is not null)
                control.DefaultRequestHeaders.Authorization = new("Bearer", controlToken);
            var channel = new ControlApiClient(control);
            if (probePath is not null)
                await channel.SendAsync(HttpMethod.Get, probePath, body: null, cancellationToken).ConfigureAwait(false);
            var pem = site.SecureAddress is null ? null : await channel.FindTextAsync("/_mock/ca.pem", cancellationToken).ConfigureAwait(false);
            isOpen = true;
            return new TrustFrameworkServer(site, control, pem);
        }
        finally
        {
            if (!isOpen)
            {
                control.Dispose();
                await site.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
