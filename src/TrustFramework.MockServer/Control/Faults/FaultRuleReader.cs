namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Wire to rule. What makes no sense is refused with what to write instead: a rule that does nothing would make a test pass.</summary>
internal static class FaultRuleReader
{
    private const int MaxTextLength = 256;
    private const int MaxMessageLength = 4096;
    private const int MaxLatencyMilliseconds = 5 * 60 * 1000;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <param name="now">The time of whom the rule is about.</param>
    /// <param name="error">Null when there is a rule.</param>
    public static FaultRule? Read(FaultResource wire, string id, long order, DateTimeOffset now, out string? error)
    {
        var (lifetime, delay) = (Duration.Read(wire.TimeToLive), Duration.Read(wire.Behavior?.VisibleAfter));
        error = Check(wire, id) ?? CheckTiming(wire.When) ?? CheckEffects(wire)
            ?? (wire.TimeToLive is not null && !(lifetime > TimeSpan.Zero) ? "timeToLive is a duration, such as PT10M." : null)
            ?? (wire.Behavior is not null && !(delay > TimeSpan.Zero && delay <= MaxDelay) ? "behavior.visibleAfter is a duration of up to an hour, such as PT5S." : null);
        if (error is not null)
            return null;
        return new FaultRule(
            id,
            order,
            new FaultMatch(wire.Match?.Operation, wire.Match?.Method, wire.Match?.Path, wire.Match?.Client),
            new FaultTiming(wire.When?.Skip ?? 0, wire.When?.Next, wire.When?.Every, wire.When?.Probability, wire.When?.Seed ?? 0, wire.When?.From, wire.When?.Until),
            lifetime is { } span ? now + Min(span, DateTimeOffset.MaxValue - now) : null)
        {
            Latency = wire.Latency is { } latency
                ? new FaultLatency(latency.Milliseconds ?? latency.Least ?? 0, latency.Milliseconds ?? latency.Most!.Value, wire.When?.Seed ?? 0)
                : null,
            Outcome = wire.Outcome is { } outcome ? ReadOutcome(outcome) : null,
            Fault = wire.Fault is { } broken ? new BrokenConnection(broken.Kind!.Value, broken.Bytes, broken.BytesPerSecond ?? 1024) : null,
            VisibleAfter = delay,
        };
    }

    private static FaultOutcome ReadOutcome(OutcomeResource wire)
    {
        var kind = wire.Kind ?? FaultOutcomeKind.Custom;
        var seconds = wire.RetryAfter ?? FaultOutcomeDefaults.GetRetryAfter(kind);
        return new FaultOutcome(
            kind, wire.Status ?? FaultOutcomeDefaults.GetStatus(kind), wire.Code, wire.Message, seconds < 0 ? null : seconds, wire.RetryAfterAsDate ?? false);
    }

    private static string? Check(FaultResource wire, string id) => 0 switch
    {
        _ when id.Length is 0 or > MaxTextLength => $"id has 1 to {MaxTextLength} characters.",
        _ when wire is { Latency: null, Outcome: null, Fault: null, Behavior: null } => "A rule has at least one of latency, outcome, fault and behavior.",
        _ when wire is { Outcome: not null and not { Kind: FaultOutcomeKind.SpuriousCreated }, Fault: not null } or { Outcome: not null, Behavior: not null } =>
            "outcome answers in the server's place: it goes with neither fault nor behavior.",
        _ when new[] { wire.Match?.Operation, wire.Match?.Method, wire.Match?.Path, wire.Match?.Client }.Any(text => text?.Length is 0 or > MaxTextLength) =>
            $"What match says has 1 to {MaxTextLength} characters.",
        _ when wire is { Expires: not null } or { Seen: not null } or { Hits: not null } => "expires, seen and hits are the server's to say. Write timeToLive.",
        _ => null,
    };

    private static string? CheckTiming(TimingResource? when) => when switch
    {
        { Skip: < 0 } or { Next: < 1 } or { Every: < 1 } => "when.skip is 0 or more, when.next and when.every are 1 or more.",
        { Probability: not (>= 0 and <= 1) and not null } => "when.probability is from 0 to 1.",
        { From: { } from, Until: { } until } when until <= from => "when.until is later than when.from.",
        _ => null,
    };

    private static string? CheckEffects(FaultResource wire) => wire switch
    {
        { Latency: { Milliseconds: not null, Least: not null } or { Milliseconds: not null, Most: not null } or { Milliseconds: null, Most: null } } =>
            "latency is {\"milliseconds\":500}, or a range: {\"least\":100,\"most\":300}.",
        { Latency: { } latency } when !IsLatency(latency.Milliseconds ?? latency.Least ?? 0, latency.Milliseconds ?? latency.Most!.Value) =>
            $"latency is from 0 to {MaxLatencyMilliseconds} milliseconds, and most is not less than least.",
        { Outcome: { Kind: null or FaultOutcomeKind.Custom, Status: null } } => "outcome has a kind, or a status of its own from 400 to 599.",
        { Outcome: { Kind: not FaultOutcomeKind.SpuriousCreated, Status: not null and (< 400 or > 599) } } => "outcome.status is from 400 to 599. A spurious 201 is the kind spuriousCreated.",
        { Outcome: { Kind: FaultOutcomeKind.SpuriousCreated, Status: not null and not StatusCodes.Status201Created } } => "spuriousCreated is 201.",
        { Outcome.RetryAfter: > 86_400 } => "outcome.retryAfter is at most a day.",
        { Outcome: { } outcome } when outcome.Code?.Length > MaxTextLength || outcome.Message?.Length > MaxMessageLength =>
            $"outcome.code has at most {MaxTextLength} characters, outcome.message {MaxMessageLength}.",
        { Fault.Kind: null } => "fault has a kind: connectionReset, truncatedBody or slowBody.",
        { Fault: { Bytes: < 0 } or { BytesPerSecond: < 1 } } => "fault.bytes is 0 or more, fault.bytesPerSecond 1 or more.",
        _ => null,
    };

    private static bool IsLatency(int least, int most) => least >= 0 && most >= least && most <= MaxLatencyMilliseconds;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
