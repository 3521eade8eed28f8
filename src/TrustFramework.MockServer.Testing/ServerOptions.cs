using Microsoft.Extensions.Logging;

namespace TrustFramework.MockServer.Testing;

/// <summary>
/// How a server starts in this process. It reads no environment variable, no command line and no <c>appsettings.json</c>.
/// An unset option has the server's default.
/// </summary>
public sealed class ServerOptions
{
    private const string Section = "MockServer:";
    private const string ControlTokenName = Section + "Control:Token";

    /// <summary>Settings that have no effect in a test process, and what replaces them.</summary>
    private static readonly Dictionary<string, string> UnsupportedSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        [Section + "LogFormat"] = "Log and LoggerProvider receive the log",
    };

    /// <summary>How bearer tokens are checked: <c>MockServer:Auth</c>.</summary>
    public AuthMode? Auth { get; set; }

    /// <summary>How thoroughly policies are validated: <c>MockServer:Validation</c>.</summary>
    public ValidationMode? Validation { get; set; }

    /// <summary>How the user of a sign-in through a policy is found: <c>MockServer:SignIn</c>.</summary>
    public SignInMode? SignIn { get; set; }

    /// <summary>Whether policies may reference key sets that do not exist: <c>MockServer:MissingKeys</c>.</summary>
    public bool? IgnoreMissingKeys { get; set; }

    /// <summary>A folder with <c>*.xml</c> and <c>keysets.json</c> that seeds the default tenant: <c>MockServer:Seed</c>.</summary>
    public string? Seed { get; set; }

    /// <summary>Any other setting by its name in <c>docs/settings.md</c>, for example <c>MockServer:Compat:DuplicateMessages</c>.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Receives each log line, from many threads, for example xunit's <c>output.WriteLine</c>. When it is unset, nothing is logged.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Receives the log too. It is disposed with the server.</summary>
    public ILoggerProvider? LoggerProvider { get; set; }

    internal string? ControlToken => Settings.TryGetValue(ControlTokenName, out var token) ? token : null;

    internal Dictionary<string, string?> BuildConfiguration()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Settings)
        {
            if (!name.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
                throw new MockServerException($"'{name}' is not a setting of the server. Use a name such as MockServer:JournalSize. The addresses cannot be set here.");
            if (UnsupportedSettings.TryGetValue(name, out var instead))
                throw new MockServerException($"{name} has no effect in a test process: {instead}.");
            settings[name] = value;
        }

        Add(nameof(Auth), Auth?.ToString());
        Add(nameof(Validation), Validation?.ToString());
        Add(nameof(SignIn), SignIn?.ToString());
        Add("MissingKeys", IgnoreMissingKeys is not { } ignore ? null : ignore ? "ignore" : "error");
        Add(nameof(Seed), Seed);
        return settings;

        void Add(string name, string? value)
        {
            if (value is not null && !settings.TryAdd(Section + name, value))
                throw new MockServerException($"{Section}{name} is set twice: in Settings and by its own property.");
        }
    }
}

/// <summary>How bearer tokens are checked.</summary>
public enum AuthMode
{
    /// <summary>No token is required.</summary>
    Off,

    /// <summary>The default: audience, lifetime and permissions are checked, signatures are not.</summary>
    Stub,

    /// <summary>Only tokens that this server issued are accepted.</summary>
    Strict,
}

/// <summary>How thoroughly an uploaded policy is validated.</summary>
public enum ValidationMode
{
    /// <summary>Only that it is XML and has the id in the request.</summary>
    Off,

    /// <summary>Also the schema, the tenant and the base policies.</summary>
    Schema,

    /// <summary>The default: everything that the service validates.</summary>
    Full,
}

/// <summary>How the user of a sign-in through a policy is found.</summary>
public enum SignInMode
{
    /// <summary>The default: a page lists the users of the tenant and shows the claims of the token.</summary>
    Picker,

    /// <summary>Without a page: <c>login_hint</c> names the user, otherwise the first user of the tenant signs in.</summary>
    Automatic,
}
