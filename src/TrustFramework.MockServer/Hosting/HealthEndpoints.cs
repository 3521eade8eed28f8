namespace TrustFramework.MockServer.Hosting;

/// <summary>Whether the server runs, and whether it is ready. It only listens once its seed is loaded.</summary>
internal static class HealthEndpoints
{
    public const string Ready = "/_mock/health/ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/_mock/health").WithTags("Health").WithGroupName(Documents.DocumentServices.MockPlane);
        health.MapGet("/live", () => TypedResults.Text("live")).WithName("Live").WithSummary("The process answers");
        health.MapGet("/ready", () => TypedResults.Text("ready")).WithName("Ready").WithSummary("The seed is loaded and the API answers");
    }
}
