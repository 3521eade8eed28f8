using TrustFramework.MockServer.Login;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer;

/// <summary>How bearers are looked at: house 6.</summary>
internal enum AuthMode
{
    /// <summary>Nobody needs a token; everything is allowed.</summary>
    Off,

    /// <summary>Tokens are read, audience, lifetime and permissions are checked, signatures are not.</summary>
    Stub,

    /// <summary>Only tokens that this server issued.</summary>
    Strict,
}

/// <summary>How the log is written.</summary>
internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>What becomes of a policy that names a key set which does not exist.</summary>
internal enum MissingKeyHandling
{
    /// <summary>Refused, as the service does: policy-rules 2 #7 [O].</summary>
    Error,

    Ignore,
}

/// <summary>What becomes of <c>@odata.type</c> in a key set or a key.</summary>
internal enum ODataTypeHandling
{
    /// <summary>A wrong one is refused, as the service was seen to do.</summary>
    Error,

    Ignore,
}

/// <summary>The settings: section <c>MockServer</c>. The defaults are the ones written here.</summary>
internal sealed class MockServerOptions
{
    public const string SectionName = "MockServer";

    public AuthMode Auth { get; set; } = AuthMode.Stub;

    /// <summary>The tenant of callers whose token names none.</summary>
    public Guid DefaultTenantId { get; set; } = new("00000000-0000-4000-8000-000000000b2c");

    /// <summary>Unset: the first accepted upload names the tenant.</summary>
    public string? DefaultTenantDomain { get; set; }

    /// <summary>How many tenants may hold something.</summary>
    public int MaxTenants { get; set; } = 1000;

    /// <summary>A folder loaded at start: <c>*.xml</c> policies, bases first, and <c>keysets.json</c>.</summary>
    public string? Seed { get; set; }

    /// <summary>How much of a policy is judged.</summary>
    public ValidationScope Validation { get; set; } = ValidationScope.Full;

    public MissingKeyHandling MissingKeys { get; set; } = MissingKeyHandling.Error;

    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>Accepted as <c>aud</c> beside Graph's own.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>A PEM file with the RSA key that signs all tenants' tokens, so that they outlive a restart. Unset: a new key for each tenant and run.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>Put into documents and pages instead of the request's own scheme, host and port.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Names that the server answers to beside its own and the local ones; <c>*</c>: any.</summary>
    public IList<string> AllowedHosts { get; } = [];

    public ControlOptions Control { get; } = new();

    /// <summary>Who may ask for tokens, by client id. None: every client with any secret, and all permissions.</summary>
    public IDictionary<string, ClientOptions> Clients { get; } = new Dictionary<string, ClientOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who can sign in, by user principal name; without an at sign, in every tenant. None: the built-in test users, and everybody else.</summary>
    public IDictionary<string, UserOptions> Users { get; } = new Dictionary<string, UserOptions>(StringComparer.OrdinalIgnoreCase);

    public DeviceApproval DeviceCode { get; set; } = DeviceApproval.Auto;

    /// <summary>Where the CA is kept; <c>:memory:</c>: nowhere. Unset: a folder of the user's own, where the system keeps such things.</summary>
    public string? DataFolder { get; set; }

    public HttpsOptions Https { get; } = new();

    /// <summary>Answer as the real hosts: each under its own name, with a certificate for it.</summary>
    public bool Intercept { get; set; }

    /// <summary>In interception, where the real hosts listen. 0: nowhere.</summary>
    public int InterceptPort { get; set; } = 443;

    /// <summary>In interception, where a proxy listens that leads to the real names and nowhere else. 0: nowhere.</summary>
    public int ProxyPort { get; set; } = 8888;

    /// <summary>How many exchanges of each tenant the journal keeps. 0: there is no journal.</summary>
    public int JournalSize { get; set; } = 1000;

    /// <summary>How long a health check waits for an answer of the server itself: the check of its listeners, and the command <c>healthcheck</c>.</summary>
    public TimeSpan HealthTimeout { get; set; } = TimeSpan.FromSeconds(3);

    public CompatOptions Compat { get; } = new();
}

/// <summary>Who may use what lies under /_mock: section <c>MockServer:Control</c>.</summary>
internal sealed class ControlOptions
{
    /// <summary>The bearer that is always wanted then. Unset: one is made at start where the server listens beyond loopback.</summary>
    public string? Token { get; set; }

    /// <summary>Nobody needs a token, wherever the server listens.</summary>
    public bool Open { get; set; }
}

/// <summary>What HTTPS clients are shown: section <c>MockServer:Https</c>.</summary>
internal sealed class HttpsOptions
{
    /// <summary>A PFX or PEM file, served instead of one of our own CA.</summary>
    public string? Certificate { get; set; }

    /// <summary>The key of a PEM file, when it is in a file of its own.</summary>
    public string? CertificateKey { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>Names and addresses that our certificate covers beside the local ones.</summary>
    public IList<string> Names { get; } = [];
}

/// <summary>Behaviour that the sources dispute: section <c>MockServer:Compat</c>.</summary>
internal sealed class CompatOptions
{
    /// <summary>The list of validation errors comes twice, as since 2020: policy-rules 1.2 [O].</summary>
    public bool DuplicateMessages { get; set; } = true;

    /// <summary>400, as clients of the service rely on, or 404: clients 2.2 E-ks2 [O].</summary>
    public int MissingKeySetStatus { get; set; } = StatusCodes.Status400BadRequest;

    /// <summary>A PFX file with AES is answered as if its password were wrong: clients 2.2 E-ks7 [O].</summary>
    public bool RejectAesPfx { get; set; } = true;

    /// <summary>A deleted key set stays as <c>{id}.bak</c>: graph-surface K5 [D][O].</summary>
    public bool DeleteLeavesBackup { get; set; } = true;

    /// <summary>graph-surface 3 [O].</summary>
    public ODataTypeHandling ODataTypeInKeySet { get; set; } = ODataTypeHandling.Error;
}
