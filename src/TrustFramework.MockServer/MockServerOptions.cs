using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer;

/// <summary>How bearer tokens are checked.</summary>
internal enum AuthMode
{
    /// <summary>No token is required. Every request has full access.</summary>
    Off,

    /// <summary>Audience, lifetime and permissions of a token are checked. Its signature is not.</summary>
    Stub,

    /// <summary>Only tokens that this server issued are accepted.</summary>
    Strict,
}

/// <summary>The format of the log.</summary>
internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>Where state is stored.</summary>
internal enum StoreKind
{
    /// <summary>In the memory of the process.</summary>
    Memory,

    /// <summary>In a file.</summary>
    Sqlite,

    /// <summary>In a database that several servers share.</summary>
    Postgresql,
}

/// <summary>How the user of a sign-in through a policy is found.</summary>
internal enum SignInMode
{
    /// <summary>On a page that lists the users of the tenant and shows the claims that the policy issues.</summary>
    Picker,

    /// <summary>Without a page: the user that <c>login_hint</c> names, otherwise the first user of the tenant.</summary>
    Automatic,
}

/// <summary>How an upload is handled whose policy names a key set that does not exist.</summary>
internal enum MissingKeyHandling
{
    /// <summary>The policy is refused, as by the service: policy-rules 2 #7 [O].</summary>
    Error,

    Ignore,
}

/// <summary>How <c>@odata.type</c> in a key set or a key is handled.</summary>
internal enum ODataTypeHandling
{
    /// <summary>A wrong type is refused, as observed from the service.</summary>
    Error,

    Ignore,
}

/// <summary>The settings: section <c>MockServer</c>. The initial values are the defaults.</summary>
internal sealed class MockServerOptions
{
    public const string SectionName = "MockServer";

    public AuthMode Auth { get; set; } = AuthMode.Stub;

    /// <summary>The tenant of callers whose token names no tenant.</summary>
    public Guid DefaultTenantId { get; set; } = new("00000000-0000-4000-8000-000000000b2c");

    /// <summary>When unset, the first sign-in by a domain or the first accepted upload sets the domain.</summary>
    public string? DefaultTenantDomain { get; set; }

    /// <summary>The maximum number of tenants that hold state.</summary>
    public int MaxTenants { get; set; } = 1000;

    public StoreKind Store { get; set; } = StoreKind.Memory;

    /// <summary>The file of the store in SQLite. When unset, <c>store.db</c> in <see cref="DataFolder"/>.</summary>
    public string? StorePath { get; set; }

    /// <summary>Npgsql's connection string of the store in PostgreSQL.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The key that encrypts the store: 32 bytes in base64. When unset, the file of SQLite is encrypted with a key in a file beside it, and a database
    /// of PostgreSQL is not encrypted.
    /// </summary>
    public string? StoreKey { get; set; }

    /// <summary>How much of a store in a database is kept in memory, in MB.</summary>
    public int StoreCache { get; set; } = 64;

    /// <summary>A folder that is loaded at start if the default tenant is empty: <c>*.xml</c> policies, base policies first, <c>keysets.json</c>, <c>users.json</c> and <c>applications.json</c>.</summary>
    public string? Seed { get; set; }

    /// <summary>Whether a change of the seed folder is loaded while the server runs.</summary>
    public bool Watch { get; set; }

    /// <summary>How much of a policy is validated.</summary>
    public ValidationScope Validation { get; set; } = ValidationScope.Full;

    public MissingKeyHandling MissingKeys { get; set; } = MissingKeyHandling.Error;

    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>Values of <c>aud</c> that are accepted in addition to Graph's own.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>A PEM file with the RSA key that signs the tokens of all tenants, so that tokens stay valid after a restart. When unset, each tenant gets a new key in each run.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>Replaces the scheme, host and port of the request in documents and pages.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Host names that are accepted in addition to the server's own and local names. <c>*</c> accepts any.</summary>
    public IList<string> AllowedHosts { get; } = [];

    public ControlOptions Control { get; } = new();

    /// <summary>The clients that can request tokens, by client id. When empty, any client with any secret gets all permissions.</summary>
    public IDictionary<string, ClientOptions> Clients { get; } = new Dictionary<string, ClientOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The users that can sign in, by user principal name. A name without an at sign exists in every tenant. When empty, the built-in test users and any other user can sign in.</summary>
    public IDictionary<string, UserOptions> Users { get; } = new Dictionary<string, UserOptions>(StringComparer.OrdinalIgnoreCase);

    public SignInMode SignIn { get; set; } = SignInMode.Picker;

    public DeviceApproval DeviceCode { get; set; } = DeviceApproval.Auto;

    /// <summary>The folder that stores the CA. <c>:memory:</c> stores nothing. When unset, a folder in the user's local application data.</summary>
    public string? DataFolder { get; set; }

    public HttpsOptions Https { get; } = new();

    /// <summary>Serve the real Microsoft host names, with a certificate for them.</summary>
    public bool Intercept { get; set; }

    /// <summary>In interception, the HTTPS port for the real host names. 0 disables it.</summary>
    public int InterceptPort { get; set; } = 443;

    /// <summary>In interception, the port of the proxy for the real host names. 0 disables it.</summary>
    public int ProxyPort { get; set; } = 8888;

    /// <summary>The number of entries that the journal keeps for each tenant. 0 disables the journal.</summary>
    public int JournalSize { get; set; } = 1000;

    /// <summary>How long the check of the listeners and the command <c>healthcheck</c> wait for a response of the server.</summary>
    public TimeSpan HealthTimeout { get; set; } = TimeSpan.FromSeconds(3);

    public CompatOptions Compat { get; } = new();
}

/// <summary>Access to the control plane under /_mock: section <c>MockServer:Control</c>.</summary>
internal sealed class ControlOptions
{
    /// <summary>The bearer token that requests must have. When unset, the server creates one at start if it listens beyond loopback.</summary>
    public string? Token { get; set; }

    /// <summary>No token is required, even if the server listens beyond loopback.</summary>
    public bool Open { get; set; }
}

/// <summary>The certificate for HTTPS: section <c>MockServer:Https</c>.</summary>
internal sealed class HttpsOptions
{
    /// <summary>A PFX or PEM file that replaces the certificate of the server's CA.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key of a PEM file, if it is in a separate file.</summary>
    public string? CertificateKey { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>Host names and IP addresses that the certificate covers in addition to the local ones.</summary>
    public IList<string> Names { get; } = [];
}

/// <summary>Behaviour for which the sources contradict each other: section <c>MockServer:Compat</c>.</summary>
internal sealed class CompatOptions
{
    /// <summary>The list of validation errors is printed twice, as the service does since 2020: policy-rules 1.2 [O].</summary>
    public bool DuplicateMessages { get; set; } = true;

    /// <summary>400, which clients of the service rely on, or 404: clients 2.2 E-ks2 [O].</summary>
    public int MissingKeySetStatus { get; set; } = StatusCodes.Status400BadRequest;

    /// <summary>A PFX file that uses AES gets the error for a wrong password: clients 2.2 E-ks7 [O].</summary>
    public bool RejectAesPfx { get; set; } = true;

    /// <summary>Deleting a key set leaves a copy under <c>{id}.bak</c>: graph-surface K5 [D][O].</summary>
    public bool DeleteLeavesBackup { get; set; } = true;

    /// <summary>graph-surface 3 [O].</summary>
    public ODataTypeHandling ODataTypeInKeySet { get; set; } = ODataTypeHandling.Error;
}
