using Microsoft.Extensions.Logging;

namespace TrustFramework.MockServer.Testing;

/// <summary>
/// How a server is started in this process. Nothing else is read: no environment variable, no command line, no <c>appsettings.json</c>.
/// What is left unset has the server's own default.
/// </summary>
public sealed class ServerOptions
{
    private const string Section = "MockServer:";
    private const string ControlTokenName = Section + "Control:Token";

    /// <summary>What has no effect in a test's process, and who decides instead.</summary>
    private static readonly Dictionary<string, string> UnsupportedSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        [Section + "LogFormat"] = "Log and LoggerProvider receive the log",
    };

    /// <summary>What a bearer is: <c>MockServer:Auth</c>.</summary>
    public AuthMode? Auth { get; set; }

    /// <summary>How much of a policy is judged: <c>MockServer:Validation</c>.</summary>
    public ValidationMode? Validation { get; set; }

    /// <summary>Whether policies may name key sets that do not exist: <c>MockServer:MissingKeys</c>.</summary>
    public bool? IgnoreMissingKeys { get; set; }

    /// <summary>A folder that the default tenant begins with, <c>*.xml</c> and <c>keysets.json</c>: <c>MockServer:Seed</c>.</summary>
    public string? Seed { get; set; }

    /// <summary>All others by the names that <c>docs/settings.md</c> lists, as <c>MockServer:Compat:DuplicateMessages</c>.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Receives each line of the log, from many threads; <c>output.WriteLine</c> of xunit will do. Unset, nothing is logged.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Receives the log as well. It is disposed with the server.</summary>
    public ILoggerProvider? LoggerProvider { get; set; }

    internal string? ControlToken => Settings.TryGetValue(ControlTokenName, out var token) ? token : null;

    internal Dictionary<string, string?> BuildConfiguration()
    {
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Settings)
        {
            if (!name.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
                throw new MockServerException($"'{name}' is no setting of the server. Write one such as MockServer:JournalSize; where it listens is not a setting here.");
            if (UnsupportedSettings.TryGetValue(name, out var instead))
                throw new MockServerException($"{name} has no effect in a test's own process: {instead}.");
            read[name] = value;
        }

        Add(nameof(Auth), Auth?.ToString());
        Add(nameof(Validation), Validation?.ToString());
        Add("MissingKeys", IgnoreMissingKeys is not { } ignore ? null : ignore ? "ignore" : "error");
        Add(nameof(Seed), Seed);
        return read;

        void Add(string name, string? value)
        {
            if (value is not null && !read.TryAdd(Section + name, value))
                throw new MockServerException($"{Section}{name} is said twice: by Settings, and by a property of its own.");
        }
    }
}

/// <summary>How bearers are looked at.</summary>
public enum AuthMode
{
    /// <summary>Nobody needs a token.</summary>
    Off,

    /// <summary>The default: audience, lifetime and permissions are checked, signatures are not.</summary>
    Stub,

    /// <summary>Only tokens that the server itself has issued.</summary>
    Strict,
}

/// <summary>How much of an uploaded policy is judged.</summary>
public enum ValidationMode
{
    /// <summary>That it is XML, and called as the request says.</summary>
    Off,

    /// <summary>Also the schema, the tenant and the base policies.</summary>
    Schema,

    /// <summary>The default: as the service does.</summary>
    Full,
}
