namespace TrustFramework.MockServer.Hosting;

/// <summary>One line at start: what was loaded and where the doors are.</summary>
internal static partial class StartReport
{
    public static void ReportStart(this WebApplication app, MockServerOptions options) =>
        app.Lifetime.ApplicationStarted.Register(() => Log.Started(
            app.Logger,
            string.Join(", ", app.Urls),
            options.Auth,
            options.DefaultTenantId,
            options.DefaultTenantDomain ?? "domain learned from the first upload",
            options.Seed ?? "none"));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "TrustFramework.MockServer at {Urls} · API under /beta/trustFramework, Swagger UI at /swagger · auth {Auth} · "
            + "default tenant {Tenant} ({Domain}) · seed {Seed}")]
        public static partial void Started(ILogger logger, string urls, AuthMode auth, Guid tenant, string domain, string seed);
    }
}
