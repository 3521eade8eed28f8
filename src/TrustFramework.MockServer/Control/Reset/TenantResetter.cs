using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Takes away what belongs to a tenant or to everyone. What belongs to which part is said in the table of <see cref="RecordKinds"/>.</summary>
internal sealed class TenantResetter(ITenantStore store, TenantClocks clocks, TimeProvider time, SeedBuilder bed, IEnumerable<TenantScopedCache> recollections)
{
    /// <param name="scope">Everyone: all tenants, and those that have nothing left of their own are gone.</param>
    public async Task<IResult> ResetAsync(TenantId scope, IReadOnlySet<ResetPart> parts)
    {
        var everyone = scope == TenantId.Global;
        IReadOnlyList<TenantId> tenants = everyone ? await store.ListTenantsAsync() : [scope];

        // All seeds grow before the first tenant changes, so that one that no longer can has changed nothing.
        var grown = new Dictionary<TenantId, SeedResult>();
        foreach (var tenant in tenants)
        {
            grown[tenant] = parts.Contains(ResetPart.State) ? await RebuildSeedAsync(tenant, await GetTimeAfterResetAsync(tenant, everyone, parts)) : new SeedResult([], Error: null);
            if (grown[tenant].Error is { } fault)
                return ControlProblem.Conflict($"The seed of the tenant {tenant} can be planted no longer, and nothing was reset: {fault}");
        }

        foreach (var tenant in tenants)
            await store.ChangeAllAsync(tenant, all => GetRemainingRecords(all, parts, grown[tenant], keepSandbox: !everyone));
        foreach (var recollection in recollections.Where(recollection => parts.Contains(recollection.Part)))
            recollection.Clear(scope);
        return TypedResults.NoContent();
    }

    public async ValueTask DeleteAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, _ => []);
        ClearCaches(tenant);
    }

    /// <summary>What is remembered of a tenant that is gone.</summary>
    public void ClearCaches(TenantId tenant)
    {
        foreach (var recollection in recollections)
            recollection.Clear(tenant);
    }

    private static IEnumerable<ITenantRecord> GetRemainingRecords(IReadOnlyList<ITenantRecord> all, IReadOnlySet<ResetPart> parts, SeedResult grown, bool keepSandbox)
    {
        ITenantRecord[] left = [.. all.Where(record => RecordKinds.Get(record).Part is not { } part || !parts.Contains(part))];
        return keepSandbox || !parts.Contains(ResetPart.State) || left.Any(record => record is not Sandbox) ? [.. left, .. grown.Records] : [];
    }

    private async ValueTask<SeedResult> RebuildSeedAsync(TenantId tenant, DateTimeOffset now) => await bed.BuildAsync(
        tenant,
        await store.FindAsync<Seed>(tenant, Seed.OnlyId) ?? Seed.Empty,
        (await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Domain,
        now);

    /// <summary>What time it will be in the tenant.</summary>
    private ValueTask<DateTimeOffset> GetTimeAfterResetAsync(TenantId tenant, bool everyone, IReadOnlySet<ResetPart> parts) => (parts.Contains(ResetPart.Clock), everyone) switch
    {
        (false, _) => clocks.GetUtcNowAsync(tenant),
        (true, false) => clocks.GetUtcNowAsync(TenantId.Global),
        (true, true) => ValueTask.FromResult(time.GetUtcNow()),
    };
}
