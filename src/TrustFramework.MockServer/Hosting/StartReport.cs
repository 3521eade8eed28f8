namespace TrustFramework.MockServer.Hosting;

/// <summary>What is said at start: what was loaded, where the doors are, and whether they are open.</summary>
internal static partial class StartReport
{
    public static void ReportStart(this WebApplication app, MockServerOptions options) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Log.Started(
                app.Logger,
                string.Join(", ", app.Urls),
                options.Auth,
                options.DefaultTenantId,
                options.DefaultTenantDomain ?? "domain learned from the first upload",
                options.Seed ?? "none");
            if (options.Clients.Count == 0)
                Log.Open(app.Logger);
        });

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "TrustFramework.MockServer at {Urls} · API under /beta/trustFramework, Swagger UI at /swagger · auth {Auth} · "
            + "default tenant {Tenant} ({Domain}) · seed {Seed}")]
        public static partial void Started(ILogger logger, string urls, AuthMode auth, Guid tenant, string domain, string seed);

        [LoggerMessage(
            LogLevel.Information,
            "Tokens are for everybody: any client with any secret gets all permissions, any user signs in with any password. "
            + "MockServer:Clients and MockServer:Users say who may.")]
        public static partial void Open(ILogger logger);
    }
}
