using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Takes snapshots of what tenants hold, and puts them in the place of it.</summary>
internal sealed class SnapshotHandler(ITenantStore store, SandboxRegistry sandboxes, MockServerOptions options)
{
    /// <param name="asked">Whether secrets are to be in it: <c>true</c> or <c>false</c>; null for no.</param>
    public async Task<IResult> TakeAsync(TenantId scope, string? asked)
    {
        var secrets = false;
        if (asked is not null && !bool.TryParse(asked, out secrets))
            return ControlProblem.BadRequest($"'{asked}' is neither true nor false. Write ?secrets=true, or leave it out.");
        if (scope != TenantId.Global)
            return Json(SnapshotWriter.WriteTenant(await store.ListAllAsync(scope), secrets));
        var tenants = new List<(TenantId, IReadOnlyList<ITenantRecord>)>();
        foreach (var tenant in (await store.ListTenantsAsync()).Where(tenant => tenant != TenantId.Global))
            tenants.Add((tenant, await store.ListAllAsync(tenant)));
        return Json(SnapshotWriter.WriteAll(await store.ListAllAsync(TenantId.Global), tenants, secrets));
    }

    /// <summary>One step for each tenant. For everyone, who is not in it is gone, and goes first.</summary>
    public async Task<IResult> ImportAsync(TenantId scope, ReadOnlyMemory<byte> json)
    {
        var read = SnapshotReader.Read(json, scope);
        if (read.Value is not { } content)
            return ControlProblem.BadRequest($"{read.Fault!.Path}: {read.Fault.Message}");
        if (content.RecordsByTenant.Count(holding => holding.Key != TenantId.Global && holding.Value.Count > 0) > options.MaxTenants)
            return new RefusalResult(new Refusal.TooManyTenants(options.MaxTenants));

        if (scope == TenantId.Global)
        {
            foreach (var gone in (await store.ListTenantsAsync()).Except(content.RecordsByTenant.Keys))
                await store.ChangeAllAsync(gone, _ => []);
        }

        foreach (var (tenant, records) in content.RecordsByTenant)
        {
            if (await store.ChangeAllAsync(tenant, _ => records) is { } refusal)
                return new RefusalResult(refusal);
            foreach (var sandbox in records.OfType<Sandbox>())
                sandboxes.ScheduleExpiry(sandbox);
        }

        return TypedResults.NoContent();
    }

    private static FileContentHttpResult Json(ReadOnlyMemory<byte> json) => TypedResults.Bytes(json, "application/json");
}
