using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Resets and deletes tenants. <see cref="RecordKinds"/> maps the kinds of records to the parts of a reset.</summary>
internal sealed class TenantResetter(ITenantStore store, TenantClocks clocks, TimeProvider time, SeedBuilder builder, IEnumerable<TenantScopedCache> caches)
{
    /// <param name="scope">
    /// The whole server resets all tenants and deletes those that have no records left. A tenant keeps the domain by which it is named.
    /// </param>
    public async Task<IResult> ResetAsync(TenantScope scope, IReadOnlySet<ResetPart> parts)
    {
        var isGlobal = scope.Tenant is null;
        IReadOnlyList<TenantId> tenants = isGlobal ? await store.ListTenantsAsync() : [scope.Id];

        // All seeds are built before the first tenant changes, so that a seed that is no longer valid changes nothing.
        var seeded = new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>();
        foreach (var tenant in parts.Contains(ResetPart.State) ? tenants : [])
        {
            if (!(await BuildSeedAsync(tenant, scope.Tenant?.RequestedDomain, await GetTimeAfterResetAsync(tenant, isGlobal, parts))).TryGetValue(out var records, out var error))
                return ControlProblem.Conflict($"The seed of the tenant {tenant} can no longer be applied; nothing was reset: {error}");
            seeded[tenant] = records;
        }

        foreach (var tenant in tenants)
            await store.ChangeAllAsync(tenant, all => GetRemainingRecords(all, parts, seeded.GetValueOrDefault(tenant, []), keepSandbox: !isGlobal));
        foreach (var cache in caches.Where(cache => parts.Contains(cache.Part)))
            await cache.Clear(scope.Id);
        return TypedResults.NoContent();
    }

    public async ValueTask DeleteAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, _ => []);
        await ClearCachesAsync(tenant);
    }

    /// <summary>Clears the caches of a deleted tenant.</summary>
    public async ValueTask ClearCachesAsync(TenantId tenant)
    {
        foreach (var cache in caches)
            await cache.Clear(tenant);
    }

    private static IEnumerable<ITenantRecord> GetRemainingRecords(
        IReadOnlyList<ITenantRecord> all, IReadOnlySet<ResetPart> parts, IReadOnlyList<ITenantRecord> seeded, bool keepSandbox)
    {
        ITenantRecord[] kept = [.. all.Where(record => RecordKinds.Get(record).Part is not { } part || !parts.Contains(part))];
        return keepSandbox || !parts.Contains(ResetPart.State) || kept.Any(record => record is not Sandbox) ? [.. kept, .. seeded] : [];
    }

    private async ValueTask<Result<IReadOnlyList<ITenantRecord>, string>> BuildSeedAsync(TenantId tenant, string? requestedDomain, DateTimeOffset now) => await builder.BuildAsync(
        tenant,
        await store.FindAsync<Seed>(tenant, Seed.OnlyId) ?? Seed.Empty,
        (await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Domain ?? requestedDomain,
        now);

    /// <summary>The time in the tenant after the reset, which may reset its clock and the global clock.</summary>
    private ValueTask<DateTimeOffset> GetTimeAfterResetAsync(TenantId tenant, bool isGlobal, IReadOnlySet<ResetPart> parts) => (parts.Contains(ResetPart.Clock), isGlobal) switch
    {
        (false, _) => clocks.GetUtcNowAsync(tenant),
        (true, false) => clocks.GetUtcNowAsync(TenantId.Global),
        (true, true) => ValueTask.FromResult(time.GetUtcNow()),
    };
}
