namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Exports and imports the state of a tenant, or of all tenants.</summary>
internal static class SnapshotEndpoints
{
    public static void MapSnapshot(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Snapshot", snapshot =>
    {
        snapshot.MapGet("/snapshot", TakeAsync).WithName("TakeSnapshot")
            .WithSummary("Exports all state as JSON. The same state gives the same bytes. Secrets are included with ?secrets=true")
            .ProducesContent("application/json").ProducesProblems(400);
        snapshot.MapPut("/snapshot", ImportAsync).WithName("ImportSnapshot")
            .WithSummary("Replaces all state with a snapshot")
            .WithMetadata(new UploadLimit("A snapshot", 64 * 1024 * 1024))
            .Produces(204).ProducesProblems(400, 403, 413);
    });

    private static Task<IResult> TakeAsync(TenantScope scope, string? secrets, SnapshotHandler snapshots, CancellationToken cancellationToken) =>
        snapshots.TakeAsync(scope.Id, secrets, cancellationToken);

    private static Task<IResult> ImportAsync(TenantScope scope, Upload upload, SnapshotHandler snapshots) => snapshots.ImportAsync(scope.Id, upload.Bytes);
}
