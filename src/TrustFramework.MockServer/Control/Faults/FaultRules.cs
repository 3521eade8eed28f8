using System.Collections.ObjectModel;
using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A request as rules see it.</summary>
/// <param name="Tenant">Everyone where nobody knows whose it is.</param>
internal readonly record struct FaultSubject(TenantId Tenant, string? Client, HttpContext Context);

/// <summary>A rule that a request is hit by, and how many it has seen.</summary>
internal readonly record struct Hit(FaultRule Rule, long Seen);

/// <summary>
/// Finds the rules that a request is hit by: the tenant's own, then everyone's, each in the order in which they were made, up to the
/// first that leaves nothing to be decided. So rules queue up: of two that answer the next request, the first answers the first.
/// </summary>
internal sealed class FaultRules(ITenantStore store, TenantClocks clocks)
{
    public const int MostRules = 100;

    /// <summary>Kept beside the rule, as long as that is there: a rule that is replaced begins to count anew.</summary>
    private readonly ConditionalWeakTable<FaultRule, FaultCount> _counts = [];

    public async ValueTask<IReadOnlyList<Hit>> FindAsync(FaultSubject subject)
    {
        var hits = await FindAsync(subject, subject.Tenant, ReadOnlyCollection<Hit>.Empty);
        return subject.Tenant == TenantId.Everyone || hits is [.., { Rule.IsLast: true }] ? hits : await FindAsync(subject, TenantId.Everyone, hits);
    }

    /// <summary>In the order in which they are asked.</summary>
    public async ValueTask<IReadOnlyList<FaultRule>> ListAsync(TenantId tenant) => [.. (await store.ListAsync<FaultRule>(tenant)).OrderBy(rule => rule.Order)];

    public FaultCount CountOf(FaultRule rule) => _counts.GetOrCreateValue(rule);

    private async ValueTask<IReadOnlyList<Hit>> FindAsync(FaultSubject subject, TenantId whose, IReadOnlyList<Hit> before)
    {
        if (await store.ListAsync<FaultRule>(whose) is not { Count: > 0 } rules)
            return before;
        var now = await clocks.NowAsync(whose);
        var hits = before.ToList();
        foreach (var rule in rules.OrderBy(rule => rule.Order))
        {
            if (now >= rule.Expires || !rule.When.IsOpenAt(now) || !Matches(rule.Match, subject) || CountOf(rule).Next(rule.When) is not { } seen)
                continue;
            hits.Add(new Hit(rule, seen));
            if (rule.IsLast)
                break;
        }

        return hits;
    }

    private static bool Matches(FaultMatch match, FaultSubject subject)
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
internal sealed class FaultCount
{
    private readonly Lock _counting = new();

    public long Seen { get; private set; }

    public long Hits { get; private set; }

    /// <summary>Counts one more; null when that one passes, else how many there were.</summary>
    public long? Next(FaultTiming when)
    {
        lock (_counting)
        {
            Seen++;
            if (!when.IsHit(Seen, Hits))
                return null;
            Hits++;
            return Seen;
        }
    }
}
