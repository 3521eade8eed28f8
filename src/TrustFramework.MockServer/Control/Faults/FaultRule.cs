using TrustFramework.MockServer.Control.Faults.Kinds;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A validated rule: which faults apply to which requests, and when.</summary>
/// <param name="Order">Rules are evaluated in ascending order. A rule that replaces another one has a greater number.</param>
/// <param name="Definition">The rule's JSON with all defaults filled in.</param>
/// <param name="Kinds">The kinds that the definition contains, in the order in which they apply.</param>
/// <param name="Expires">By the clock of the rule's tenant, or the global clock for a global rule; null for a rule that does not expire.</param>
internal sealed record FaultRule(string Id, long Order, FaultResource Definition, IReadOnlyList<FaultKind> Kinds, DateTimeOffset? Expires) : ITenantRecord
{
    /// <summary>How many requests the rule has matched.</summary>
    public long Seen { get; init; }

    /// <summary>How many of them it hit.</summary>
    public long Hits { get; init; }

    /// <summary>Whether later rules no longer apply to a request that this rule hits.</summary>
    public bool IsTerminal => Kinds.Any(kind => kind.IsTerminal);

    /// <summary>A short description for the journal and the trace.</summary>
    public string Describe() => string.Join(", ", Kinds.Select(kind => kind.Describe(Definition)));

    public bool IsActiveAt(DateTimeOffset now) => !(now >= Expires) && (Definition.When?.IsActiveAt(now) ?? true);

    public bool Matches(FaultTarget target) => Definition.Match?.Matches(target) ?? true;

    /// <summary>The rule after a matching request. It hits the request if <see cref="Hits"/> is greater than before.</summary>
    public FaultRule CountRequest() => this with { Seen = Seen + 1, Hits = Definition.When?.IsHit(Seen + 1, Hits) == false ? Hits : Hits + 1 };

    public FaultResource ToResource() => Definition with { Expires = Expires, Seen = Seen, Hits = Hits };
}
