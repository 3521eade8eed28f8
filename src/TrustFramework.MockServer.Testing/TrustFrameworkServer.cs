using TrustFramework.MockServer.Testing.Hosting;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>
/// An emulator of Microsoft Graph beta's <c>trustFramework</c> API and its login service, started in this process or running elsewhere.
/// Many servers can run in one process; they share nothing. All members are thread-safe. The inherited members apply to the whole server:
/// its clock, and faults for all tenants. Create a tenant to isolate a test.
/// </summary>
public sealed class TrustFrameworkServer : ControlScope, IAsyncDisposable
{
    private readonly ServerConnection _connection;
    private readonly HttpClient _controlClient;

    private TrustFrameworkServer(ServerConnection connection, HttpClient control, string? authorityPem)
        : base(new ControlApiClient(control), "/_mock")
    {
        _connection = connection;
        _controlClient = control;
        AuthorityPem = authorityPem;
    }

    /// <summary>The HTTP address. An in-memory server has <c>http://localhost/</c>, which only its own handlers resolve.</summary>
    public Uri Address => _connection.Address;

    /// <summary>The HTTPS address; null for an in-memory server, and when none was given to <see cref="ConnectAsync"/>.</summary>
    public Uri? SecureAddress => _connection.SecureAddress;

    /// <summary>The CA certificate that clients must trust, as PEM; null without HTTPS, or when the server uses a configured certificate.</summary>
    public string? AuthorityPem { get; }

    /// <summary>The base URL for clients of the API: <c>…/beta/</c>, over HTTPS if the server has HTTPS.</summary>
    public Uri GraphAddress => new(_connection.PreferredAddress, "beta/");

    private protected override string Origin => GraphAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>Starts a server in memory, without sockets and files. Only the handlers and clients that it creates reach it.</summary>
    /// <exception cref="MockServerException">The settings or the seed are invalid; the message says what to change.</exception>
    public static Task<TrustFrameworkServer> StartAsync(Action<ServerOptions>? configure = null, CancellationToken cancellationToken = default) =>
        StartAsync(configure, onLoopback: false, cancellationToken);

    /// <summary>
    /// Starts a server on two free ports of 127.0.0.1, HTTP and HTTPS, with its own CA in memory: for clients that have
    /// their own transport, and for other processes.
    /// </summary>
    /// <exception cref="MockServerException">The settings or the seed are invalid; the message says what to change.</exception>
    public static Task<TrustFrameworkServer> StartOnLoopbackAsync(Action<ServerOptions>? configure = null, CancellationToken cancellationToken = default) =>
        StartAsync(configure, onLoopback: true, cancellationToken);

    /// <summary>Connects to a running server, for example in a container. Disposing this object does not stop it.</summary>
    /// <param name="address">The HTTP address, for example <c>http://localhost:8080</c>.</param>
    /// <param name="secureAddress">The HTTPS address of the same server. Its CA is read over HTTP and trusted only by the handlers created here.</param>
    /// <param name="controlToken">The value of <c>MockServer:Control:Token</c>, if the server requires one.</param>
    /// <exception cref="MockServerException">The server is not ready.</exception>
    /// <exception cref="HttpRequestException">No server responds at the address.</exception>
    public static Task<TrustFrameworkServer> ConnectAsync(
        Uri address, Uri? secureAddress = null, string? controlToken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return OpenAsync(ServerConnection.ToRemote(address, secureAddress), controlToken, "/_mock/health/ready", cancellationToken);
    }

    /// <summary>Creates a handler. Over HTTPS it trusts only this server's CA. It uses no proxy.</summary>
    public HttpMessageHandler CreateHandler() => _connection.CreateHandler(AuthorityPem);

    /// <summary>Creates a client without a token. Its base address is the server's.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = _connection.PreferredAddress };

    /// <summary>Creates an isolated tenant for one test.</summary>
    /// <exception cref="MockServerException">409: a tenant with this id exists. 403: the limit of tenants is reached.</exception>
    public async Task<TestTenant> CreateTenantAsync(TenantOptions? options = null, CancellationToken cancellationToken = default)
    {
        var created = await ApiClient.PostAsync(
            "/_mock/tenants", NewTenant.From(options, fork: null), WireJson.Default.NewTenant, WireJson.Default.TenantCreated, cancellationToken).ConfigureAwait(false);
        return new TestTenant(this, created);
    }

    /// <summary>Lists the tenants that contain anything.</summary>
    public async Task<IReadOnlyList<TenantSummary>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        (await ApiClient.GetAsync("/_mock/tenants", WireJson.Default.TenantList, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Stops a server that was started here, closes its sockets and discards its state. Requests in flight have two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _controlClient.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A bearer token with these permissions for this tenant that is valid at any time.</summary>
    internal async ValueTask<string> GetBearerTokenAsync(TestTenant tenant, string[] permissions, CancellationToken cancellationToken) => _connection.ValidatesSignatures
        ? (await tenant.IssueTokenAsync(BearerHandler.CreateNonExpiringRequest(permissions), cancellationToken).ConfigureAwait(false)).AccessToken
        : UnsignedToken.Create(tenant.Id, permissions);

    private static async Task<TrustFrameworkServer> StartAsync(Action<ServerOptions>? configure, bool onLoopback, CancellationToken cancellationToken)
    {
        var options = new ServerOptions();
        configure?.Invoke(options);
        var connection = await InProcessHost.StartAsync(options, onLoopback, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(connection, options.ControlToken, probePath: null, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="probePath">A path that must succeed before the connection is used; null for a server started here.</param>
    private static async Task<TrustFrameworkServer> OpenAsync(ServerConnection connection, string? controlToken, string? probePath, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // disposed with the server
        var control = new HttpClient(connection.CreateHandler(authorityPem: null)) { BaseAddress = connection.Address };
#pragma warning restore CA2000
        var isOpen = false;
        try
        {
            if (controlToken is not null)
                control.DefaultRequestHeaders.Authorization = new("Bearer", controlToken);
            var client = new ControlApiClient(control);
            if (probePath is not null)
                await client.SendAsync(HttpMethod.Get, probePath, body: null, cancellationToken).ConfigureAwait(false);
            var pem = connection.SecureAddress is null ? null : await client.FindTextAsync("/_mock/ca.pem", cancellationToken).ConfigureAwait(false);
            isOpen = true;
            return new TrustFrameworkServer(connection, control, pem);
        }
        finally
        {
            if (!isOpen)
            {
                control.Dispose();
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
