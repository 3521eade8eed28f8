using System.Text.Json.Serialization;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>What goes wrong, for which requests, and when. The four kinds of effect bear Polly's names.</summary>
/// <param name="Order">By which rules are asked: those made first come first.</param>
/// <param name="Expires">By the clock of whom it is about; null when it stays.</param>
internal sealed record FaultRule(string Id, long Order, FaultMatch Match, FaultTiming When, DateTimeOffset? Expires) : ITenantRecord
{
    public FaultLatency? Latency { get; init; }

    public FaultOutcome? Outcome { get; init; }

    public BrokenConnection? Fault { get; init; }

    /// <summary>How long it takes until others see what the request writes; null: at once.</summary>
    public TimeSpan? VisibleAfter { get; init; }

    /// <summary>Whether nothing is left to be decided for a request that this rule hits.</summary>
    public bool IsTerminal => Outcome is not null || Fault is not null;

    /// <summary>For the journal and the log.</summary>
    public string Describe() => string.Join(", ", new[]
    {
        Latency is null ? null : "latency",
        Outcome is null ? null : FormattableString.Invariant($"outcome {Outcome.Status}"),
        Fault is null ? null : $"fault {Fault.Kind}",
        VisibleAfter is null ? null : "behavior visibleAfter",
    }.OfType<string>());
}

/// <summary>Which requests; what is null does not matter.</summary>
/// <param name="Operation">Its number as the fidelity page has it (<c>P4</c>), or its name in the OpenAPI document.</param>
/// <param name="Path">With <c>*</c> for any characters, in any letter case.</param>
internal sealed record FaultMatch(string? Operation, string? Method, string? Path, string? Client);

/// <summary>Which of the matching requests. All that is said must hold.</summary>
/// <param name="Skip">So many pass first.</param>
/// <param name="Next">So many are hit, then none.</param>
/// <param name="Every">Of those that come, each nth.</param>
/// <param name="Probability">From 0 to 1; which ones follows from the seed.</param>
/// <param name="From">By the clock of whom the rule is about.</param>
internal sealed record FaultTiming(int Skip, int? Next, int? Every, double? Probability, long Seed, DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool IsActiveAt(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <param name="seen">How many matching requests there were, with this one.</param>
    /// <param name="hits">How many of them were hit.</param>
    public bool IsHit(long seen, long hits)
    {
        var counted = seen - Skip;
        return counted > 0
            && !(hits >= Next)
            && (Every is not { } every || counted % every == 0)
            && (Probability is not { } probability || SeededRandom.GetDouble(Seed, seen) < probability);
    }
}

/// <summary>Milliseconds; the same when there is nothing to choose.</summary>
internal sealed record FaultLatency(int MinMilliseconds, int MaxMilliseconds, long Seed)
{
    public TimeSpan GetDelay(long seen) => TimeSpan.FromMilliseconds(MinMilliseconds + ((MaxMilliseconds - MinMilliseconds) * SeededRandom.GetDouble(~Seed, seen)));
}

/// <summary>What is answered in the server's place.</summary>
/// <param name="RetryAfter">Seconds; null: no header.</param>
/// <param name="IsRetryAfterDate">Whether the header is a date rather than a number.</param>
internal sealed record FaultOutcome(FaultOutcomeKind Kind, int Status, string? Code, string? Message, int? RetryAfter, bool IsRetryAfterDate);

[JsonConverter(typeof(CamelCaseEnumConverter<FaultOutcomeKind>))]
internal enum FaultOutcomeKind
{
    TooManyRequests,
    ServiceUnavailable,
    GatewayTimeout,
    InternalServerError,

    /// <summary>A code that says nothing and an empty message: clients E-empty [O].</summary>
    UnknownError,

    /// <summary>A token that was good a moment ago.</summary>
    Unauthorized,

    /// <summary><c>AADB2C90063</c></summary>
    ServiceProblem,

    /// <summary>201 for an upload that has replaced a policy.</summary>
    SpuriousCreated,

    /// <summary>Status, code and message as they are given.</summary>
    Custom,
}

/// <summary>An answer that does not come through whole.</summary>
/// <param name="Bytes">How many of a truncated body are sent; null: half of it.</param>
/// <param name="BytesPerSecond">Of a slow one.</param>
internal sealed record BrokenConnection(BrokenConnectionKind Kind, int? Bytes, int BytesPerSecond);

[JsonConverter(typeof(CamelCaseEnumConverter<BrokenConnectionKind>))]
internal enum BrokenConnectionKind
{
    ConnectionReset,
    TruncatedBody,
    SlowBody,
}

/// <summary>Chance that can be repeated: the same seed and number always give the same, from 0 to below 1.</summary>
internal static class SeededRandom
{
    public static double GetDouble(long seed, long number)
    {
        // SplitMix64
        var mixed = (ulong)seed + ((ulong)number * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
