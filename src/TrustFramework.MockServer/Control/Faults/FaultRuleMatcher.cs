using System.Collections.ObjectModel;
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

    public async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget target)
    {
        var hits = await FindAsync(target, target.Tenant, ReadOnlyCollection<FaultHit>.Empty);
        return target.Tenant == TenantId.Global || hits is [.., { Rule.IsTerminal: true }] ? hits : await FindAsync(target, TenantId.Global, hits);
    }

    /// <summary>In the order in which they are evaluated.</summary>
    public async ValueTask<IReadOnlyList<FaultRule>> ListAsync(TenantId tenant) => [.. (await store.ListAsync<FaultRule>(tenant)).OrderBy(rule => rule.Order)];

    private async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget target, TenantId tenant, IReadOnlyList<FaultHit> before)
    {
        if (await store.ListAsync<FaultRule>(tenant) is not { Count: > 0 } rules)
            return before;
        var now = await clocks.GetUtcNowAsync(tenant);
        var hits = before.ToList();
        foreach (var rule in rules.OrderBy(rule => rule.Order))
        {
            if (!rule.IsActiveAt(now) || !rule.Matches(target) || await CountRequestAsync(tenant, rule) is not { } seen)
                continue;
            hits.Add(new FaultHit(rule, seen));
            if (rule.IsTerminal)
                break;
        }

        return hits;
    }

    /// <summary>Counts a matching request. Returns how many there were, or null when the rule does not hit this one or was replaced in the meantime.</summary>
    private async ValueTask<long?> CountRequestAsync(TenantId tenant, FaultRule rule)
    {
        var counted = await store.ChangeAsync(
            tenant, state => state.Find<FaultRule>(rule.Id) is { } current && current.Order == rule.Order ? state.With(current.CountRequest()) : state);
        return counted.TryGetValue(out var change, out _) && (change.Before.Find<FaultRule>(rule.Id), change.After.Find<FaultRule>(rule.Id)) is ({ } before, { } after) && after.Hits > before.Hits
            ? after.Seen
            : null;
    }
}
