using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Exports and imports snapshots.</summary>
internal sealed class SnapshotHandler(ITenantStore store, SandboxRegistry sandboxes, KnownOperations operations, MockServerOptions options)
{
    private const string JsonType = "application/json";

    /// <param name="includeSecrets"><c>true</c>, <c>false</c> or null, which means false.</param>
    public async Task<IResult> TakeAsync(TenantId scope, string? includeSecrets, CancellationToken cancellationToken)
    {
        var secrets = false;
        if (includeSecrets is not null && !bool.TryParse(includeSecrets, out secrets))
            return ControlProblem.BadRequest($"'{includeSecrets}' is not true or false. Write ?secrets=true, or omit it.");
        if (scope != TenantId.Global)
        {
            var records = await store.ListAllAsync(scope, cancellationToken);
            return TypedResults.Stream(stream => SnapshotWriter.WriteTenantAsync(stream, records, secrets, cancellationToken), JsonType);
        }

        var tenants = new List<(TenantId, IReadOnlyList<ITenantRecord>)>();
        foreach (var tenant in (await store.ListTenantsAsync(cancellationToken)).Where(tenant => tenant != TenantId.Global))
            tenants.Add((tenant, await store.ListAllAsync(tenant, cancellationToken)));
        var serverRecords = await store.ListAllAsync(TenantId.Global, cancellationToken);
        return TypedResults.Stream(stream => SnapshotWriter.WriteAllAsync(stream, serverRecords, tenants, secrets, cancellationToken), JsonType);
    }

    /// <summary>Replaces each tenant in one step. A snapshot of all tenants first deletes the tenants that it does not contain.</summary>
    public async Task<IResult> ImportAsync(TenantId scope, ReadOnlyMemory<byte> json)
    {
        if (!SnapshotReader.Read(json, scope).TryGetValue(out var content, out var error))
            return ControlProblem.BadRequest($"{error.Path}: {error.Message}");
        if (FindUnknownOperation(content) is { } unknown)
            return ControlProblem.BadRequest(unknown);
        if (content.RecordsByTenant.Count(tenant => tenant.Key != TenantId.Global && tenant.Value.Count > 0) > options.MaxTenants)
            return new RefusalResult(new Refusal.TooManyTenants(options.MaxTenants));

        if (scope == TenantId.Global)
        {
            foreach (var missing in (await store.ListTenantsAsync()).Except(content.RecordsByTenant.Keys))
                await store.ChangeAllAsync(missing, _ => []);
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

    /// <summary>Returns the error of the first fault rule that selects an operation which does not exist; null if there is none.</summary>
    private string? FindUnknownOperation(SnapshotContent content) => content.RecordsByTenant.Values
        .SelectMany(records => records.OfType<FaultRule>())
        .Select(rule => operations.GetError(rule.Definition.Match?.Operation) is { } error ? $"Fault rule '{rule.Id}': {error}" : null)
        .FirstOrDefault(error => error is not null);
}
