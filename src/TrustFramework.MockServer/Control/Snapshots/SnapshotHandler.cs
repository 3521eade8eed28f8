using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Exports and imports snapshots over HTTP.</summary>
internal sealed class SnapshotHandler(SnapshotTransfer transfer)
{
    /// <param name="includeSecrets"><c>true</c>, <c>false</c> or null, which means false.</param>
    public async Task<IResult> TakeAsync(TenantId scope, string? includeSecrets, CancellationToken cancellationToken)
    {
        var secrets = false;
        if (includeSecrets is not null && !bool.TryParse(includeSecrets, out secrets))
            return ControlProblem.BadRequest($"'{includeSecrets}' is not true or false. Write ?secrets=true, or omit it.");
        return TypedResults.Stream(await transfer.ReadStateAsync(scope, secrets, cancellationToken), "application/json");
    }

    public async Task<IResult> ImportAsync(TenantId scope, ReadOnlyMemory<byte> json) =>
        transfer.ReadSnapshot(scope, json).TryGetValue(out var content, out var problem)
            ? await transfer.ReplaceStateAsync(scope, content) as IResult ?? TypedResults.NoContent()
            : problem;
}
