using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Applies seeds to tenants and stores them for a reset.</summary>
internal sealed partial class TenantSeeder(
    ITenantStore store, TenantRegistry tenants, SeedBuilder builder, SeedFiles files, SeedFolder folders, SeedArchive archives, RefusalMapper refusals, ILogger<TenantSeeder> logger)
{
    /// <summary>
    /// Applies the seed of a folder to the default tenant, unless the store has kept records of the tenant from an earlier run. Returns null, or an
    /// error that stops the server.
    /// </summary>
    public async Task<string?> LoadAsync(string folder)
    {
        // The keys of a seed take long to generate.
        if (await store.HasRecordsAsync(tenants.Default.Id))
            return null;
        if (!(await folders.ReadAsync(folder)).TryGetValue(out var seed, out var error))
            return error;
        if (!(await BuildAsync(tenants.Default, seed)).TryGetValue(out var records, out error))
            return Path.Combine(folder, error);
        // Another server with the same store may have applied it in the meantime.
        await ApplyAsync(tenants.Default.Id, seed, state => state.IsEmpty ? Apply(state, seed, records) : state);
        return null;
    }

    /// <summary>
    /// Replaces records of the default tenant by those of a changed folder: the kinds whose files changed, or all if the seed changes the domain of the tenant.
    /// Returns null, or an error.
    /// </summary>
    public async Task<string?> ReloadAsync(string folder, Seed seed, IReadOnlySet<Type> changedKinds)
    {
        if (!(await BuildAsync(tenants.Default, seed)).TryGetValue(out var records, out var error))
            return Path.Combine(folder, error);
        var refusal = await ApplyAsync(tenants.Default.Id, seed, state => ChangesDomain(state, records) ? Apply(state, seed, records) : ApplyKinds(state, seed, records, changedKinds));
        return refusal is null ? null : refusals.Map(refusal).Message;
    }

    /// <summary>Replaces the tenant's policies, key sets, users, applications and domain in one step. An invalid seed changes nothing.</summary>
    public async Task<IResult> ApplyAsync(Tenant tenant, ReadOnlyMemory<byte> upload, TenantSummaryReader summaries)
    {
        var read = SeedArchive.IsZip(upload.Span) ? archives.Read(upload) : files.ReadDocument(upload);
        if (!read.TryGetValue(out var seed, out var error) || !(await BuildAsync(tenant, seed)).TryGetValue(out var records, out error))
            return ControlProblem.BadRequest(error);
        return await ApplyAsync(tenant.Id, seed, state => Apply(state, seed, records)) is { } refusal ? new RefusalResult(refusal) : TypedResults.Ok(await summaries.GetAsync(tenant));
    }

    /// <summary>Applies the files of a seed. Returns null, or what is wrong with them.</summary>
    /// <param name="contents">By name, without a folder.</param>
    public async Task<string?> ApplyFilesAsync(Tenant tenant, IEnumerable<KeyValuePair<string, byte[]>> contents)
    {
        if (!files.Read(contents).TryGetValue(out var seed, out var error) || !(await BuildAsync(tenant, seed)).TryGetValue(out var records, out error))
            return error;
        await ApplyAsync(tenant.Id, seed, state => Apply(state, seed, records));
        return null;
    }

    /// <summary>What was created from it stays. A reset then leaves the tenant empty.</summary>
    public async ValueTask RemoveAsync(TenantId tenant) => await store.RemoveAsync<Seed>(tenant, Seed.OnlyId);

    private async ValueTask<Result<IReadOnlyList<ITenantRecord>, string>> BuildAsync(Tenant tenant, Seed seed) => await builder.BuildAsync(
        tenant.Id, seed, (await store.FindAsync<Sandbox>(tenant.Id, Sandbox.OnlyId))?.Domain ?? tenant.RequestedDomain, await tenant.GetUtcNowAsync());

    private async ValueTask<Refusal?> ApplyAsync(TenantId tenant, Seed seed, Func<TenantState, TenantState> apply)
    {
        if (!(await store.ChangeAsync(tenant, state => apply(state))).TryGetValue(out var change, out var refusal))
            return refusal;
        if (change.Before != change.After)
            Log.Seeded(logger, tenant, seed.KeySets.Count, seed.Policies.Count, seed.Users.Count, seed.Applications.Count);
        return null;
    }

    private static TenantState Apply(TenantState state, Seed seed, IReadOnlyList<ITenantRecord> records) => state.WithRecords(
        [.. state.Records.Where(record => !RecordKinds.Get(record).IsConfiguration && record is not (PreviousVersion or TenantProfile or Seed)), .. records, seed]);

    private static bool ChangesDomain(TenantState state, IReadOnlyList<ITenantRecord> records) =>
        records.OfType<TenantProfile>().FirstOrDefault() is { } profile && state.Find<TenantProfile>(TenantProfile.SingletonId) != profile;

    private static TenantState ApplyKinds(TenantState state, Seed seed, IReadOnlyList<ITenantRecord> records, IReadOnlySet<Type> kinds) => state.WithRecords(
        [
            .. state.Records.Where(record => !kinds.Contains(record.GetType()) && record is not Seed && !(record is PreviousVersion version && kinds.Contains(version.Kind))),
            .. records.Where(record => kinds.Contains(record.GetType())), seed,
        ]);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Seeded tenant {Tenant:l} with {KeySets} key set(s), {Policies} policies, {Users} user(s) and {Applications} application(s)")]
        public static partial void Seeded(ILogger logger, TenantId tenant, int keySets, int policies, int users, int applications);
    }
}
