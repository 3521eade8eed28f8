namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>All that tenants hold, taken out and put back.</summary>
internal static class SnapshotEndpoints
{
    public static void MapSnapshot(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Snapshot", snapshot =>
    {
        snapshot.MapGet("/snapshot", TakeAsync).WithName("TakeSnapshot")
            .WithSummary("All state as JSON, the same state always as the same bytes; secrets only with ?secrets=true")
            .ProducesContent("application/json").ProducesProblems(400);
        snapshot.MapPut("/snapshot", ImportAsync).WithName("ImportSnapshot")
            .WithSummary("Puts a snapshot in the place of all state; what is not in it is gone")
            .WithMetadata(new UploadLimit("A snapshot", 64 * 1024 * 1024))
            .Produces(204).ProducesProblems(400, 403, 413);
    });

    private static Task<IResult> TakeAsync(TenantScope scope, string? secrets, SnapshotHandler snapshots) => snapshots.TakeAsync(scope.Id, secrets);

    private static Task<IResult> ImportAsync(TenantScope scope, Upload upload, SnapshotHandler snapshots) => snapshots.ImportAsync(scope.Id, upload.Bytes);
}
