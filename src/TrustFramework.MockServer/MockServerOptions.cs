using System.ComponentModel.DataAnnotations;
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
    public const string Section = "MockServer";

    public AuthMode Auth { get; set; } = AuthMode.Stub;

    /// <summary>The tenant of callers whose token names none.</summary>
    public Guid DefaultTenantId { get; set; } = new("00000000-0000-4000-8000-000000000b2c");

    /// <summary>Unset: the first accepted upload names the tenant.</summary>
    public string? DefaultTenantDomain { get; set; }

    /// <summary>A folder loaded at start: <c>*.xml</c> policies, bases first, and <c>keysets.json</c>.</summary>
    public string? Seed { get; set; }

    /// <summary>How much of a policy is judged.</summary>
    public JudgementScope Validation { get; set; } = JudgementScope.Full;

    public MissingKeyHandling MissingKeys { get; set; } = MissingKeyHandling.Error;

    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>Accepted as <c>aud</c> beside Graph's own.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>A PEM file with the RSA key that signs tokens, so that they outlive a restart. Unset: a new key for each run.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>What a token carries in <c>roles</c> when its client is not in <see cref="ClientRoles"/>; by blanks or commas.</summary>
    [Required]
    public string DefaultClientRoles { get; set; } =
        "Policy.Read.All Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.Read.All TrustFrameworkKeySet.ReadWrite.All";

    /// <summary>The same for single clients, by client id.</summary>
    public IDictionary<string, string> ClientRoles { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public CompatOptions Compat { get; } = new();
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
