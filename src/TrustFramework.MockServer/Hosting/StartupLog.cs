using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The log lines at start: addresses, settings, and how clients reach the server in interception.</summary>
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
            options.DefaultTenantDomain ?? "domain learned from the first sign-in or upload",
            options.Seed ?? "none");
        if (options.Clients.Count == 0)
            Log.OpenAuthentication(app.Logger);
        if (options.Intercept)
            Log.Intercepting(app.Logger, string.Join(", ", MicrosoftHosts.Intercepted), FormatClientSettings(options), CertificateStore.FormatTrustCommand(options));
    }

    /// <summary>The settings that route a client's requests for the real hosts to this server.</summary>
    private static string FormatClientSettings(MockServerOptions options) => string.Join(" or ", new[]
    {
        options.ProxyPort > 0 ? $"HTTPS_PROXY=http://127.0.0.1:{options.ProxyPort}" : null,
        options.InterceptPort > 0 ? "hosts file entries that map these names to 127.0.0.1 and ::1" : null,
    }.OfType<string>().DefaultIfEmpty("its own way to resolve these names to this server"));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "trustframework-mock listens on {Urls:l} · API under /beta/trustFramework, Swagger UI at /swagger · auth {Auth:l} · "
            + "default tenant {Tenant:l} ({Domain:l}) · seed {Seed:l}")]
        public static partial void Started(ILogger logger, string urls, string auth, string tenant, string domain, string seed);

        [LoggerMessage(
            LogLevel.Information,
            "Interception: serves {Hosts:l}. A client needs {ClientSettings:l}, and must trust the CA of this server: {Command:l}")]
        public static partial void Intercepting(ILogger logger, string hosts, string clientSettings, string command);

        [LoggerMessage(
            LogLevel.Information,
            "Authentication is open: any client with any secret gets all permissions, and any user can sign in with any password. "
            + "Restrict it with MockServer:Clients and MockServer:Users.")]
        public static partial void OpenAuthentication(ILogger logger);
    }
}
