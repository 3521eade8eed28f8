using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>What is said at start: what was loaded, where the doors are, and whether they are open.</summary>
internal static partial class StartupLog
{
    public static void LogStartup(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        Log.Started(
            app.Logger,
            string.Join(", ", app.Urls.Where(url => !options.Intercept || BindingAddress.Parse(url).Port != options.ProxyPort)),
            options.Auth.ToString(),
            options.DefaultTenantId.ToString(),
            options.DefaultTenantDomain ?? "domain learned from the first upload",
            options.Seed ?? "none");
        if (options.Clients.Count == 0)
            Log.OpenAuthentication(app.Logger);
        if (options.Intercept)
            Log.Intercepting(app.Logger, string.Join(' ', MicrosoftHosts.Intercepted), FormatClientSettings(options), CertificateStore.FormatTrustCommand(options));
    }

    /// <summary>What a client must be told so that its requests for the real hosts come here.</summary>
    private static string FormatClientSettings(MockServerOptions options) => string.Join(" or ", new[]
    {
        options.ProxyPort > 0 ? $"HTTPS_PROXY=http://127.0.0.1:{options.ProxyPort}" : null,
        options.InterceptPort > 0 ? "these names at 127.0.0.1 and ::1 in its hosts file" : null,
    }.OfType<string>().DefaultIfEmpty("these names at this server, by means of its own"));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "TrustFramework.MockServer at {Urls} · API under /beta/trustFramework, Swagger UI at /swagger · auth {Auth} · "
            + "default tenant {Tenant} ({Domain}) · seed {Seed}")]
        public static partial void Started(ILogger logger, string urls, string auth, string tenant, string domain, string seed);

        [LoggerMessage(
            LogLevel.Information,
            "Interception: answers as {Hosts}. A client needs {Ways}, and trust in our CA: {Command}")]
        public static partial void Intercepting(ILogger logger, string hosts, string ways, string command);

        [LoggerMessage(
            LogLevel.Information,
            "Tokens are for everybody: any client with any secret gets all permissions, any user signs in with any password. "
            + "MockServer:Clients and MockServer:Users say who may.")]
        public static partial void OpenAuthentication(ILogger logger);
    }
}
