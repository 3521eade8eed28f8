using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Takes away what belongs to a tenant or to everyone. What belongs to which part is said in the table of <see cref="RecordKinds"/>.</summary>
internal sealed class Resets(ITenantStore store, TenantClocks clocks, TimeProvider time, SeedBed bed, IEnumerable<Recollection> recollections)
{
    /// <param name="scope">Everyone: all tenants, and those that have nothing left of their own are gone.</param>
    public async Task<IResult> ResetAsync(TenantId scope, IReadOnlySet<ResetPart> parts)
    {
        var everyone = scope == TenantId.Everyone;
        IReadOnlyList<TenantId> tenants = everyone ? await store.TenantsAsync() : [scope];

        // All seeds grow before the first tenant changes, so that one that no longer can has changed nothing.
        var grown = new Dictionary<TenantId, Grown>();
        foreach (var tenant in tenants)
        {
            grown[tenant] = parts.Contains(ResetPart.State) ? await RegrowAsync(tenant, await NowAsync(tenant, everyone, parts)) : new Grown([], Fault: null);
            if (grown[tenant].Fault is { } fault)
                return ControlProblem.Conflict($"The seed of the tenant {tenant} can be planted no longer, and nothing was reset: {fault}");
        }

        foreach (var tenant in tenants)
            await store.ChangeAllAsync(tenant, all => Left(all, parts, grown[tenant], keepSandbox: !everyone));
        foreach (var recollection in recollections.Where(recollection => parts.Contains(recollection.Part)))
            recollection.Forget(scope);
        return TypedResults.NoContent();
    }

    public async ValueTask DeleteAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, _ => []);
        Forget(tenant);
    }

    /// <summary>What is remembered of a tenant that is gone.</summary>
    public void Forget(TenantId tenant)
    {
        foreach (var recollection in recollections)
            recollection.Forget(tenant);
    }

    private static IEnumerable<ITenantRecord> Left(IReadOnlyList<ITenantRecord> all, IReadOnlySet<ResetPart> parts, Grown grown, bool keepSandbox)
    {
        ITenantRecord[] left = [.. all.Where(record => RecordKinds.Of(record).Part is not { } part || !parts.Contains(part))];
        return keepSandbox || !parts.Contains(ResetPart.State) || left.Any(record => record is not Sandbox) ? [.. left, .. grown.Records] : [];
    }

    private async ValueTask<Grown> RegrowAsync(TenantId tenant, DateTimeOffset now) => await bed.GrowAsync(
        tenant,
        await store.FindAsync<Seed>(tenant, Seed.OnlyId) ?? Seed.Nothing,
        (await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Domain,
        now);

    /// <summary>What time it will be in the tenant.</summary>
    private ValueTask<DateTimeOffset> NowAsync(TenantId tenant, bool everyone, IReadOnlySet<ResetPart> parts) => (parts.Contains(ResetPart.Clock), everyone) switch
    {
        (false, _) => clocks.NowAsync(tenant),
        (true, false) => clocks.NowAsync(TenantId.Everyone),
        (true, true) => ValueTask.FromResult(time.GetUtcNow()),
    };
}
