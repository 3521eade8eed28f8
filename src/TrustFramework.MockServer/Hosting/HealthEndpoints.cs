using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The health endpoints: whether the process runs, and whether the server is ready.</summary>
internal static class HealthEndpoints
{
    public const string Root = "/_mock/health";
    public const string Live = $"{Root}/live";
    public const string Ready = $"{Root}/ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<SeedHealthCheck>("seed")
            .AddCheck<CertificateHealthCheck>("certificate")
            .AddCheck<ListenersHealthCheck>("listeners");
        return services.AddSingleton<ListenersHealthCheck>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(Root).WithTags("Health").WithGroupName(OpenApiDocumentNames.ControlPlane).WithMetadata(new AllowAnonymousControlAccess());
        health.MapGet("/live", GetLive).WithName("Live").WithSummary("The process is running");
        health.MapGet("/ready", GetReadyAsync)
            .WithName("Ready")
            .WithSummary("The seed is loaded, the certificate is available, and the server responds on each of its addresses")
            .Produces<string>(200, "text/plain")
            .Produces<string>(503, "text/plain");
    }

    private static ContentHttpResult GetLive() => TypedResults.Text("live");

    private static async Task<IResult> GetReadyAsync(HealthCheckService health, CancellationToken cancellationToken) =>
        ReadinessResult.Of(await health.CheckHealthAsync(cancellationToken));
}
