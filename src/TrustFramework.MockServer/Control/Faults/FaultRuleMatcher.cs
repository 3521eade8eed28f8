using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A request to which faults can apply.</summary>
/// <param name="Tenant"><see cref="TenantId.Global"/> where the tenant is unknown.</param>
/// <param name="Client">The client id; null where it is unknown.</param>
/// <param name="WriteErrorAsync">Writes an error in the format of the emulated service.</param>
internal sealed record FaultTarget(HttpContext Context, TenantId Tenant, string? Client, Func<HttpContext, GraphError, Task> WriteErrorAsync);

/// <param name="Rule">A rule that applies to the request.</param>
/// <param name="Seen">How many requests the rule has matched, including this one.</param>
internal readonly record struct FaultHit(FaultRule Rule, long Seen);

/// <summary>
/// Finds the rules that apply to a request: the rules of its tenant, then the global rules, each in the order in which they were added.
/// The search ends at the first terminal rule. Of two rules that each replace one response, the second therefore applies to the next request.
/// </summary>
internal sealed class FaultRuleMatcher(ITenantStore store, TenantClocks clocks)
{
    public const int MaxRules = 100;

    /// <summary>A rule that is replaced is a new object, so its count starts at zero.</summary>
    private readonly ConditionalWeakTable<FaultRule, FaultCounter> _counters = [];

    public async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget target)
    {
        var hits = await FindAsync(target, target.Tenant, ReadOnlyCollection<FaultHit>.Empty);
        return target.Tenant == TenantId.Global || hits is [.., { Rule.IsTerminal: true }] ? hits : await FindAsync(target, TenantId.Global, hits);
    }

    /// <summary>In the order in which they are evaluated.</summary>
    public async ValueTask<IReadOnlyList<FaultRule>> ListAsync(TenantId tenant) => [.. (await store.ListAsync<FaultRule>(tenant)).OrderBy(rule => rule.Order)];

    public FaultCounter GetCounter(FaultRule rule) => _counters.GetOrCreateValue(rule);

    private async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget target, TenantId tenant, IReadOnlyList<FaultHit> before)
    {
        if (await store.ListAsync<FaultRule>(tenant) is not { Count: > 0 } rules)
            return before;
        var now = await clocks.GetUtcNowAsync(tenant);
        var hits = before.ToList();
        foreach (var rule in rules.OrderBy(rule => rule.Order))
        {
            if (!rule.IsActiveAt(now) || !rule.Matches(target) || GetCounter(rule).CountRequest(rule.Definition.When) is not { } seen)
                continue;
            hits.Add(new FaultHit(rule, seen));
            if (rule.IsTerminal)
                break;
        }

        return hits;
    }
}

/// <summary>Counts the requests that a rule matched and those that it hit.</summary>
internal sealed class FaultCounter
{
    private readonly Lock _lock = new();

    public long Seen { get; private set; }

    public long Hits { get; private set; }

    /// <summary>Counts a matching request. Returns how many there were, or null when the rule does not hit this one.</summary>
    public long? CountRequest(TimingResource? when)
    {
        lock (_lock)
        {
            Seen++;
            if (when?.IsHit(Seen, Hits) == false)
                return null;
            Hits++;
            return Seen;
        }
    }
}
