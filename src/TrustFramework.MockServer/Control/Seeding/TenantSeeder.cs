using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Gives tenants what they begin with, and remembers it for them.</summary>
internal sealed partial class TenantSeeder(ITenantStore store, TenantClocks clocks, TenantRegistry tenants, SeedBuilder bed, ILogger<TenantSeeder> logger)
{
    /// <summary>The default tenant's, at start. Null when all went well, else one message; the server must not start then.</summary>
    public async Task<string?> LoadAsync(string folder)
    {
        var read = await SeedFolder.ReadAsync(folder);
        if (read.Seed is not { } seed)
            return read.Fault;
        var grown = await BuildAsync(tenants.Default.Id, seed);
        if (grown.Error is { } fault)
            return Path.Combine(folder, fault);
        await ApplyAsync(tenants.Default.Id, seed, grown);
        return null;
    }

    /// <summary>Puts an upload in the place of the tenant's policies, key sets and domain, in one step. A bad one changes nothing.</summary>
    public async Task<IResult> ApplyAsync(Tenant tenant, ReadOnlyMemory<byte> upload, TenantSummaryReader views)
    {
        var read = SeedArchive.IsZip(upload.Span) ? SeedArchive.Read(upload) : SeedFiles.ReadDocument(upload);
        if (read.Seed is not { } seed)
            return ControlProblem.BadRequest(read.Fault!);
        var grown = await BuildAsync(tenant.Id, seed);
        if (grown.Error is { } fault)
            return ControlProblem.BadRequest(fault);
        return await ApplyAsync(tenant.Id, seed, grown) is { } refusal ? new RefusalResult(refusal) : TypedResults.Ok(await views.GetAsync(tenant));
    }

    /// <summary>What grew from it stays; a reset does not bring it back.</summary>
    public async ValueTask RemoveAsync(TenantId tenant) => await store.RemoveAsync<Seed>(tenant, Seed.OnlyId);

    private async ValueTask<SeedResult> BuildAsync(TenantId tenant, Seed seed) => await bed.BuildAsync(
        tenant, seed, (await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Domain, await clocks.GetUtcNowAsync(tenant));

    private async ValueTask<Refusal?> ApplyAsync(TenantId tenant, Seed seed, SeedResult grown)
    {
        var refusal = await store.ChangeAllAsync(tenant, all =>
            [.. all.Where(record => record is not (StoredPolicy or KeySet or TenantProfile or Seed)), .. grown.Records, seed]);
        if (refusal is null)
            Log.Seeded(logger, tenant, seed.KeySets.Count, seed.Policies.Count);
        return refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Seeded tenant {Tenant} with {KeySets} key set(s) and {Policies} policies")]
        public static partial void Seeded(ILogger logger, TenantId tenant, int keySets, int policies);
    }
}
