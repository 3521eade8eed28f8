using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Exports and imports the state of a tenant, or of all tenants (<see cref="TenantId.Global"/>).</summary>
internal sealed class SnapshotTransfer(ITenantStore store, SandboxRegistry sandboxes, KnownOperations operations, RefusalMapper refusals, MockServerOptions options)
{
    /// <summary>Reads the state. The result writes it as a snapshot.</summary>
    public async Task<Func<Stream, Task>> ReadStateAsync(TenantId scope, bool secrets, CancellationToken cancellationToken)
    {
        if (scope != TenantId.Global)
        {
            var records = await store.ListAllAsync(scope, cancellationToken);
            return stream => SnapshotWriter.WriteTenantAsync(stream, records, secrets, cancellationToken);
        }

        var tenants = new List<(TenantId, IReadOnlyList<ITenantRecord>)>();
        foreach (var tenant in (await store.ListTenantsAsync(cancellationToken)).Where(tenant => tenant != TenantId.Global))
            tenants.Add((tenant, await store.ListAllAsync(tenant, cancellationToken)));
        var serverRecords = await store.ListAllAsync(TenantId.Global, cancellationToken);
        return stream => SnapshotWriter.WriteAllAsync(stream, serverRecords, tenants, secrets, cancellationToken);
    }

    /// <summary>Reads a snapshot and checks everything that does not depend on the current state.</summary>
    public Result<SnapshotContent, ControlProblem> ReadSnapshot(TenantId scope, ReadOnlyMemory<byte> json)
    {
        if (!SnapshotReader.Read(json, scope).TryGetValue(out var content, out var error))
            return ControlProblem.BadRequest($"{error.Path}: {error.Message}");
        if (FindUnknownOperation(content) is { } unknown)
            return ControlProblem.BadRequest(unknown);
        return content.RecordsByTenant.Count(tenant => tenant.Key != TenantId.Global && tenant.Value.Count > 0) > options.MaxTenants
            ? CreateProblem(new Refusal.TooManyTenants(options.MaxTenants))
            : content;
    }

    /// <summary>Replaces each tenant in one step. A snapshot of all tenants first deletes the tenants that it does not contain. Returns null on success.</summary>
    public async Task<ControlProblem?> ReplaceStateAsync(TenantId scope, SnapshotContent content)
    {
        if (scope == TenantId.Global)
        {
            foreach (var missing in (await store.ListTenantsAsync()).Except(content.RecordsByTenant.Keys))
                await store.ChangeAllAsync(missing, _ => []);
        }

        foreach (var (tenant, records) in content.RecordsByTenant)
        {
            if (await store.ChangeAllAsync(tenant, _ => records) is { } refusal)
                return CreateProblem(refusal);
            foreach (var sandbox in records.OfType<Sandbox>())
                sandboxes.ScheduleExpiry(sandbox);
        }

        return null;
    }

    /// <summary>Returns the error of the first fault rule that selects an operation which does not exist; null if there is none.</summary>
    private string? FindUnknownOperation(SnapshotContent content) => content.RecordsByTenant.Values
        .SelectMany(records => records.OfType<FaultRule>())
        .Select(rule => operations.GetError(rule.Definition.Match?.Operation) is { } error ? $"Fault rule '{rule.Id}': {error}" : null)
        .FirstOrDefault(error => error is not null);

    private ControlProblem CreateProblem(Refusal refusal)
    {
        var error = refusals.Map(refusal);
        return new ControlProblem(error.Definition.Status, error.Message);
    }
}
