using Microsoft.Extensions.Options;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The command-line arguments that are settings. An unknown one is an error, so that a misspelled setting is not ignored.</summary>
internal static class SettingArguments
{
    private const string Intercept = "--intercept";
    private const string Port = "--port";

    /// <summary>ASP.NET Core reads it from the environment variable <c>DOTNET_RUNNING_IN_CONTAINER</c>.</summary>
    private const string ContainerEnvironment = "RUNNING_IN_CONTAINER";

    private const string Allowed =
        "Use --MockServer:Name=value, --urls=…, --port=…, --intercept, --Logging:…, --Kestrel:…, --environment=…, --contentRoot=…, --http_ports=…, --https_ports=… or --OTEL_…=….";

    private static readonly string[] Prefixes = [$"{MockServerOptions.SectionName}:", "Logging:", "Kestrel:", "OTEL_"];

    /// <summary>The settings of ASP.NET Core's host, some of which WebApplicationFactory passes.</summary>
    private static readonly string[] Names =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, WebHostDefaults.EnvironmentKey,
        WebHostDefaults.ContentRootKey, WebHostDefaults.ApplicationKey, WebHostDefaults.WebRootKey, WebHostDefaults.DetailedErrorsKey,
        WebHostDefaults.CaptureStartupErrorsKey, WebHostDefaults.PreferHostingUrlsKey, WebHostDefaults.PreventHostingStartupKey,
        WebHostDefaults.HostingStartupAssembliesKey, WebHostDefaults.HostingStartupExcludeAssembliesKey, WebHostDefaults.ShutdownTimeoutKey,
        WebHostDefaults.StartupAssemblyKey, WebHostDefaults.StaticWebAssetsKey, WebHostDefaults.SuppressStatusMessagesKey,
        ContainerEnvironment,
    ];

    /// <summary>Returns the arguments as ASP.NET Core reads them: each as <c>--Name=value</c>.</summary>
    /// <exception cref="OptionsValidationException">An argument is unknown or has no value. The message lists what is allowed.</exception>
    public static string[] Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (IsIntercept(argument))
            {
                parsed.Add($"--{MockServerOptions.SectionName}:Intercept=true");
                continue;
            }

            var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, i + 1 < arguments.Count ? arguments[++i] : null);
            // WebApplicationFactory also passes the section of a setting, without a value.
            if (value is "" && name == $"--{MockServerOptions.SectionName}")
                continue;
            if (!IsAllowed(name))
                throw Invalid($"The argument '{name}' is unknown. {Allowed}"); // without the value, which can be a secret
            if (value is null)
                throw Invalid($"The argument '{name}' has no value. Write {name}=value.");
            parsed.Add(name.Equals(Port, StringComparison.OrdinalIgnoreCase) ? $"--urls=http://localhost:{value}" : $"--{GetKey(name)}={value}");
        }

        return [.. parsed];
    }

    /// <summary>Whether the argument has its value in the next argument.</summary>
    public static bool TakesNextArgument(string argument) => !argument.Contains('=', StringComparison.Ordinal) && !IsIntercept(argument);

    private static bool IsIntercept(string argument) => argument.Equals(Intercept, StringComparison.OrdinalIgnoreCase);

    private static bool IsAllowed(string name) => name.Equals(Port, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Prefixes, prefix => GetKey(name).StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || Names.Contains(GetKey(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>ASP.NET Core accepts <c>--name</c>, <c>/name</c> and <c>name</c>.</summary>
    private static string GetKey(string name) => name.StartsWith("--", StringComparison.Ordinal) ? name[2..] : name.TrimStart('/');

    private static OptionsValidationException Invalid(string failure) => new(MockServerOptions.SectionName, typeof(MockServerOptions), [failure]);
}
