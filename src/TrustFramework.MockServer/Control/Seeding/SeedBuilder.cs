using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>What has grown from a seed, or one sentence that says what to mend.</summary>
internal readonly record struct SeedResult(IReadOnlyList<ITenantRecord> Records, string? Error);

/// <summary>Lets a seed grow apart from the tenant that it is for, so that a bad one has changed nothing.</summary>
internal sealed class SeedBuilder(TenantServices world, DefaultTenant defaultTenant, RefusalMapper texts)
{
    /// <param name="domain">The tenant's, which the policies must name; null when they give it one.</param>
    /// <param name="now">What time it is in the tenant.</param>
    public async ValueTask<SeedResult> BuildAsync(TenantId id, Seed seed, string? domain, DateTimeOffset now)
    {
        var store = new InMemoryTenantStore();
        var tenant = new TenantRegistry(world with { Store = store, Clocks = new TenantClocks(store, new FixedTimeProvider(now)) }, defaultTenant).Get(id);
        if (domain is not null)
            await tenant.LearnDomainAsync(domain);
        return (await BuildKeySetsAsync(tenant, seed) ?? await BuildPoliciesAsync(tenant, seed)) is { } fault
            ? new SeedResult([], fault)
            : new SeedResult(await store.ListAllAsync(id), Error: null);
    }

    private async ValueTask<string?> BuildKeySetsAsync(Tenant tenant, Seed seed)
    {
        foreach (var set in seed.KeySets)
        {
            var made = await tenant.KeySets.SeedAsync(set.Id, (set.Keys ?? []).Select(key => key!.ToDraft()));
            if (made.Error is { } refusal)
                return $"{seed.Source}: key set '{set.Id}': {texts.Map(refusal).Message}";
        }

        return null;
    }

    private async ValueTask<string?> BuildPoliciesAsync(Tenant tenant, Seed seed)
    {
        if (seed.Policies.Count > PolicyRepository.MaxPolicies)
            return $"{seed.Policies[PolicyRepository.MaxPolicies].Name}: {texts.Map(new Refusal.TooManyPolicies(PolicyRepository.MaxPolicies, tenant.Id)).Message}";
        var waiting = seed.Policies.Select(file => (File: file, Policy: PolicyReader.Read(file.Content).TryGetValue(out var policy, out _) ? policy : null)).ToList();
        while (waiting.Count > 0)
        {
            // The first whose base is not still waiting itself; in a cycle simply the first, and its refusal says why.
            var next = Math.Max(0, waiting.FindIndex(candidate => !waiting.Exists(other =>
                other.Policy is { } policy && PolicyDocument.IdComparer.Equals(policy.PolicyId, candidate.Policy?.BasePolicyId))));
            var file = waiting[next].File;
            waiting.RemoveAt(next);
            var stored = await tenant.Policies.CreateAsync(file.Content);
            if (stored.Error is { } refusal)
                return $"{file.Name}: {texts.Map(refusal).Message}";
        }

        return null;
    }

    private sealed class FixedTimeProvider(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
