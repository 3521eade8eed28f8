using TrustFramework.MockServer.Control.Faults.Kinds;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>
/// Reads a rule from its JSON. A rule that has no effect is refused: it would let a test pass that should fail. The error says what to write
/// instead.
/// </summary>
internal static class FaultRuleReader
{
    private const int MaxTextLength = 256;

    /// <param name="now">The time in the rule's tenant, or the global time for a global rule.</param>
    public static Result<FaultRule, string> Read(FaultResource resource, string id, long order, DateTimeOffset now)
    {
        var lifetime = Duration.Read(resource.TimeToLive);
        if (Validate(resource, id, lifetime) is { } error)
            return error;
        var normalized = resource with
        {
            Id = id,
            Match = resource.Match == new MatchResource() ? null : resource.Match,
            When = resource.When?.Normalize(),
            TimeToLive = null,
        };
        FaultKind[] kinds = [.. FaultKinds.All.Where(kind => kind.IsIn(resource))];
        return kinds.Aggregate((Result<FaultResource, string>)normalized, (rule, kind) => rule.Then(kind.Read))
            .Map(definition => new FaultRule(id, order, definition, kinds, GetExpiry(lifetime, now)));
    }

    private static string? Validate(FaultResource rule, string id, TimeSpan? lifetime) => 0 switch
    {
        _ when id.Length is 0 or > MaxTextLength => $"id has 1 to {MaxTextLength} characters.",
        _ when !IdCharacters.ContainsAll(id) || !id.AsSpan().ContainsAnyExcept('.') => "id has letters, digits, '_', '-' and '.', and not only dots.",
        _ when rule is { Latency: null, Outcome: null, Fault: null, Behavior: null } => "A rule has at least one of latency, outcome, fault and behavior.",
        _ when rule.Match?.IsValid() == false => $"The members of match have 1 to {MaxTextLength} characters.",
        _ when RequestPattern.GetError(rule.Match?.Method, rule.Match?.Path) is { } error => error,
        _ when rule is { Expires: not null } or { Seen: not null } or { Hits: not null } => "expires, seen and hits are read only. To limit a rule's life, write timeToLive.",
        _ when rule.When?.Validate() is { } error => error,
        _ when rule.Fault is { Kind: null } => FaultKinds.DescribeNames<BrokenConnectionKind>(),
        _ when rule.TimeToLive is not null && !(lifetime > TimeSpan.Zero) => "timeToLive is a duration, such as PT10M.",
        _ => null,
    };

    /// <summary>A time to live that exceeds the calendar ends with it.</summary>
    private static DateTimeOffset? GetExpiry(TimeSpan? lifetime, DateTimeOffset now) =>
        lifetime is not { } span ? null : span < DateTimeOffset.MaxValue - now ? now + span : DateTimeOffset.MaxValue;
}
