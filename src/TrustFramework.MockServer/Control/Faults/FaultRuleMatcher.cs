using System.Collections.ObjectModel;
using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A request as rules see it.</summary>
/// <param name="Tenant">Everyone where nobody knows whose it is.</param>
internal readonly record struct FaultTarget(TenantId Tenant, string? Client, HttpContext Context);

/// <summary>A rule that a request is hit by, and how many it has seen.</summary>
internal readonly record struct FaultHit(FaultRule Rule, long Seen);

/// <summary>
/// Finds the rules that a request is hit by: the tenant's own, then everyone's, each in the order in which they were made, up to the
/// first that leaves nothing to be decided. So rules queue up: of two that answer the next request, the first answers the first.
/// </summary>
internal sealed class FaultRuleMatcher(ITenantStore store, TenantClocks clocks)
{
    public const int MaxRules = 100;

    /// <summary>Kept beside the rule, as long as that is there: a rule that is replaced begins to count anew.</summary>
    private readonly ConditionalWeakTable<FaultRule, FaultCounter> _counters = [];

    public async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget subject)
    {
        var hits = await FindAsync(subject, subject.Tenant, ReadOnlyCollection<FaultHit>.Empty);
        return subject.Tenant == TenantId.Global || hits is [.., { Rule.IsTerminal: true }] ? hits : await FindAsync(subject, TenantId.Global, hits);
    }

    /// <summary>In the order in which they are asked.</summary>
    public async ValueTask<IReadOnlyList<FaultRule>> ListAsync(TenantId tenant) => [.. (await store.ListAsync<FaultRule>(tenant)).OrderBy(rule => rule.Order)];

    public FaultCounter GetCounter(FaultRule rule) => _counters.GetOrCreateValue(rule);

    private async ValueTask<IReadOnlyList<FaultHit>> FindAsync(FaultTarget subject, TenantId tenant, IReadOnlyList<FaultHit> before)
    {
        if (await store.ListAsync<FaultRule>(tenant) is not { Count: > 0 } rules)
            return before;
        var now = await clocks.GetUtcNowAsync(tenant);
        var hits = before.ToList();
        foreach (var rule in rules.OrderBy(rule => rule.Order))
        {
            if (now >= rule.Expires || !rule.When.IsActiveAt(now) || !Matches(rule.Match, subject) || GetCounter(rule).CountRequest(rule.When) is not { } seen)
                continue;
            hits.Add(new FaultHit(rule, seen));
            if (rule.IsTerminal)
                break;
        }

        return hits;
    }

    private static bool Matches(FaultMatch match, FaultTarget subject)
    {
        var request = subject.Context.Request;
        return (match.Method is null || match.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
            && (match.Client is null || match.Client.Equals(subject.Client, StringComparison.OrdinalIgnoreCase))
            && (match.Path is null || FileSystemName.MatchesSimpleExpression(match.Path, request.Path.Value, ignoreCase: true))
            && (match.Operation is null || IsOperation(match.Operation, subject.Context.GetEndpoint()?.Metadata));
    }

    private static bool IsOperation(string operation, EndpointMetadataCollection? route) =>
        operation.Equals(route?.GetMetadata<Operation>()?.Id, StringComparison.OrdinalIgnoreCase)
        || operation.Equals(route?.GetMetadata<IEndpointNameMetadata>()?.EndpointName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How often a rule matched, and how often it hit.</summary>
internal sealed class FaultCounter
{
    private readonly Lock _lock = new();

    public long Seen { get; private set; }

    public long Hits { get; private set; }

    /// <summary>Counts one more; null when that one passes, else how many there were.</summary>
    public long? CountRequest(FaultTiming when)
    {
        lock (_lock)
        {
            Seen++;
            if (!when.IsHit(Seen, Hits))
                return null;
            Hits++;
            return Seen;
        }
    }
}
