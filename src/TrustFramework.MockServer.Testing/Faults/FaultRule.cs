using System.Text.Json.Serialization;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Faults;

/// <summary>What goes wrong, for which requests, and when. It has at least one of the four effects.</summary>
public sealed record FaultRule
{
    /// <summary>Unique in its tenant; given by the server where it is left out.</summary>
    public string? Id { get; init; }

    /// <summary>Unset: all requests of the API and of the login service.</summary>
    public FaultMatch? Match { get; init; }

    /// <summary>Unset: each of them.</summary>
    public FaultTiming? When { get; init; }

    /// <summary>Slow answers.</summary>
    public FaultLatency? Latency { get; init; }

    /// <summary>Other answers.</summary>
    public FaultOutcome? Outcome { get; init; }

    /// <summary>Broken answers.</summary>
    public BrokenConnection? Fault { get; init; }

    /// <summary>Other effects of right answers.</summary>
    public FaultBehavior? Behavior { get; init; }

    /// <summary>After it the rule does nothing any more, by the clock of whom it is about.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The server's to say: until when.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The server's to say: how many requests it matched.</summary>
    public long? Seen { get; init; }

    /// <summary>The server's to say: how many of them it hit.</summary>
    public long? Hits { get; init; }
}

/// <summary>Which requests: all that is said must be so.</summary>
public sealed record FaultMatch
{
    /// <summary><c>P4</c>, or its <c>operationId</c> in the OpenAPI document.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> is any number of characters: <c>/beta/trustFramework/policies/*</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The client's id, as its token has it.</summary>
    public string? Client { get; init; }
}

/// <summary>Which of the matching requests: all that is said must be so.</summary>
public sealed record FaultTiming
{
    /// <summary>So many pass first.</summary>
    public int? Skip { get; init; }

    /// <summary>So many are hit, then none.</summary>
    public int? Next { get; init; }

    /// <summary>Each nth.</summary>
    public int? Every { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>The same seed hits the same requests.</summary>
    public long? Seed { get; init; }

    /// <summary>By the clock of whom the rule is about, as <see cref="Until"/>.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>Real milliseconds: one number, or a range.</summary>
public sealed record FaultLatency
{
    public int? Milliseconds { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }
}

/// <summary>An answer in the server's place. The kind brings status, code and message; each can be said otherwise.</summary>
public sealed record FaultOutcome
{
    public FaultOutcomeKind? Kind { get; init; }

    /// <summary>From 400 to 599.</summary>
    public int? Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Seconds; 5 for 429 and 503 unless said otherwise. Below zero: no header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The header as a date.</summary>
    public bool? RetryAfterAsDate { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<FaultOutcomeKind>))]
public enum FaultOutcomeKind
{
    TooManyRequests,
    ServiceUnavailable,
    GatewayTimeout,
    InternalServerError,

    /// <summary>A code that says nothing, and an empty message.</summary>
    UnknownError,

    /// <summary>For a token that was good a moment ago.</summary>
    Unauthorized,

    /// <summary><c>AADB2C90063</c></summary>
    ServiceProblem,

    /// <summary>201 for an upload that has replaced a policy.</summary>
    SpuriousCreated,

    /// <summary>Status, code and message as they are given.</summary>
    Custom,
}

/// <summary>An answer that does not come through whole.</summary>
public sealed record BrokenConnection
{
    public required BrokenConnectionKind Kind { get; init; }

    /// <summary>How many of a truncated body come; half of it unless said otherwise.</summary>
    public int? Bytes { get; init; }

    /// <summary>How fast a slow one comes.</summary>
    public int? BytesPerSecond { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<BrokenConnectionKind>))]
public enum BrokenConnectionKind
{
    ConnectionReset,
    TruncatedBody,
    SlowBody,
}

public sealed record FaultBehavior
{
    /// <summary>How long, by the tenant's clock, readers do not see what the request writes.</summary>
    public required TimeSpan VisibleAfter { get; init; }
}

internal sealed record FaultList(IReadOnlyList<FaultRule> Faults);
