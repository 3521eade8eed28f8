using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Builds the records of a seed in a separate store, so that an invalid seed changes nothing.</summary>
internal sealed class SeedBuilder(TenantServices services, DefaultTenant defaultTenant, RefusalMapper refusals, SeedItemReader items)
{
    /// <summary>Generating an RSA key takes about a tenth of a second of processor time; docs/control-plane.md states the limit and the time.</summary>
    private const int MaxGeneratedKeys = 100;

    /// <param name="domain">The tenant's domain, which the policies must name; null when the first policy sets it.</param>
    /// <param name="now">The time in the tenant.</param>
    /// <returns>The records, or an error that says what to fix.</returns>
    public async ValueTask<Result<IReadOnlyList<ITenantRecord>, string>> BuildAsync(TenantId id, Seed seed, string? domain, DateTimeOffset now)
    {
        var store = new InMemoryTenantStore();
        var tenant = new TenantRegistry(services with { Store = store, Clocks = new TenantClocks(store, new FixedTimeProvider(now)) }, defaultTenant).Get(id);
        if (domain is not null)
            await tenant.LearnDomainAsync(domain);
        return (await BuildKeySetsAsync(tenant, seed) ?? await BuildPoliciesAsync(tenant, seed) ?? await BuildItemsAsync(tenant, seed)) is { } error
            ? error
            : Result<IReadOnlyList<ITenantRecord>, string>.Success(await store.ListAllAsync(id));
    }

    private async ValueTask<string?> BuildKeySetsAsync(Tenant tenant, Seed seed)
    {
        if (seed.KeySets.SelectMany(set => set.Keys ?? []).Count(key => key!.RequiresRsaGeneration()) is > MaxGeneratedKeys and var count)
            return $"{seed.Source}: There are {count} RSA keys without n and e, which have to be generated. A seed has at most {MaxGeneratedKeys} of them.";
        foreach (var set in seed.KeySets)
        {
            var created = await tenant.KeySets.SeedAsync(set.Id, (set.Keys ?? []).Select(key => key!.ToDraft()));
            if (created.Error is { } refusal)
                return $"{seed.Source}: key set '{set.Id}': {refusals.Map(refusal).Message}";
        }

        return null;
    }

    private async ValueTask<string?> BuildPoliciesAsync(Tenant tenant, Seed seed)
    {
        if (seed.Policies.Count > PolicyRepository.MaxPolicies)
            return $"{seed.Policies[PolicyRepository.MaxPolicies].Name}: {refusals.Map(new Refusal.TooManyPolicies(PolicyRepository.MaxPolicies, tenant.Id)).Message}";
        var pending = seed.Policies.Select(file => (File: file, Policy: PolicyReader.Read(file.Content).TryGetValue(out var policy, out _) ? policy : null)).ToList();
        while (pending.Count > 0)
        {
            // The next policy is the first whose base policy is not pending. A cycle has none: there the first policy is next, and its refusal names the cause.
            var next = Math.Max(0, pending.FindIndex(candidate => !pending.Exists(other =>
                other.Policy is { } policy && PolicyDocument.IdComparer.Equals(policy.PolicyId, candidate.Policy?.BasePolicyId))));
            var file = pending[next].File;
            pending.RemoveAt(next);
            var stored = await tenant.Policies.CreateAsync(file.Content);
            if (stored.Error is { } refusal)
                return $"{file.Name}: {refusals.Map(refusal).Message}";
        }

        return null;
    }

    /// <summary>After the policies, which may set the tenant's domain.</summary>
    private async ValueTask<string?> BuildItemsAsync(Tenant tenant, Seed seed)
    {
        foreach (var application in seed.Applications)
        {
            if ((await tenant.Applications.SeedAsync(application.Value)).Error is { } refusal)
                return items.Describe(application.Name, refusal);
        }

        foreach (var user in seed.Users)
        {
            if ((await tenant.Users.SeedAsync(user.Value)).Error is { } refusal)
                return items.Describe(user.Name, refusal);
        }

        return null;
    }

    private sealed class FixedTimeProvider(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
