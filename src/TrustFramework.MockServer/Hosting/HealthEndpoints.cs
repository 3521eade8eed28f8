namespace TrustFramework.MockServer.Hosting;

/// <summary>Whether the process runs, and whether the server can be used.</summary>
internal static class HealthEndpoints
{
    public const string Root = "/_mock/health";
    public const string Live = $"{Root}/live";
    public const string Ready = $"{Root}/ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(Root).WithTags("Health").WithGroupName(Documents.DocumentServices.MockPlane).WithMetadata(new NeedsNoToken());
        health.MapGet("/live", () => TypedResults.Text("live")).WithName("Live").WithSummary("The process answers");
        health.MapGet("/ready", (Readiness readiness) => readiness.AnswerAsync())
            .WithName("Ready")
            .WithSummary("The seed is loaded, the certificate is there, and the server was seen to answer wherever it listens")
            .WithMetadata(new PlainAnswer(200), new PlainAnswer(503));
    }
}
