using System.Text.Json.Serialization;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Faults;

/// <summary>An injected fault: for which requests, when, and with which effect. At least one of the four effects is required.</summary>
public sealed record FaultRule
{
    /// <summary>Unique in its scope; assigned by the server when it is omitted.</summary>
    public string? Id { get; init; }

    /// <summary>Unset: all requests to the API and the login service.</summary>
    public FaultMatch? Match { get; init; }

    /// <summary>Unset: every matching request.</summary>
    public FaultTiming? When { get; init; }

    /// <summary>Delays the response.</summary>
    public FaultLatency? Latency { get; init; }

    /// <summary>Replaces the response.</summary>
    public FaultOutcome? Outcome { get; init; }

    /// <summary>Breaks the connection or the response body.</summary>
    public BrokenConnection? Fault { get; init; }

    /// <summary>Changes the effect of a successful request.</summary>
    public FaultBehavior? Behavior { get; init; }

    /// <summary>The rule expires after this time, by the clock of its scope.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Set by the server: when the rule expires.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Set by the server: how many requests matched.</summary>
    public long? Seen { get; init; }

    /// <summary>Set by the server: how many requests were affected.</summary>
    public long? Hits { get; init; }
}

/// <summary>Which requests a rule matches. All given members must match.</summary>
public sealed record FaultMatch
{
    /// <summary>The number, for example <c>P4</c>, or the <c>operationId</c> in the OpenAPI document.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> matches any characters: <c>/beta/trustFramework/policies/*</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The client id in the token.</summary>
    public string? Client { get; init; }
}

/// <summary>Which of the matching requests are affected. All given members apply.</summary>
public sealed record FaultTiming
{
    /// <summary>The number of requests that pass first.</summary>
    public int? Skip { get; init; }

    /// <summary>The number of requests that are affected; later ones pass.</summary>
    public int? Next { get; init; }

    /// <summary>Every nth request.</summary>
    public int? Every { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>The same seed selects the same requests.</summary>
    public long? Seed { get; init; }

    /// <summary>By the clock of the rule's scope, like <see cref="Until"/>.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>Milliseconds by the machine's clock: one number or a range.</summary>
public sealed record FaultLatency
{
    public int? Milliseconds { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }
}

/// <summary>The replacement response. The kind determines status, code and message; each can be overridden.</summary>
public sealed record FaultOutcome
{
    public FaultOutcomeKind? Kind { get; init; }

    /// <summary>From 400 to 599.</summary>
    public int? Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Seconds; 5 for 429 and 503 by default. A negative value omits the header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether the header is a date.</summary>
    public bool? RetryAfterAsDate { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<FaultOutcomeKind>))]
public enum FaultOutcomeKind
{
    TooManyRequests,
    ServiceUnavailable,
    GatewayTimeout,
    InternalServerError,

    /// <summary>An unspecific code and an empty message.</summary>
    UnknownError,

    /// <summary>401, as for an expired token.</summary>
    Unauthorized,

    /// <summary><c>AADB2C90063</c></summary>
    ServiceProblem,

    /// <summary>201 for an upload that replaced a policy.</summary>
    SpuriousCreated,

    /// <summary>Status, code and message as given in the rule.</summary>
    Custom,
}

/// <summary>A connection or response body that breaks.</summary>
public sealed record BrokenConnection
{
    public required BrokenConnectionKind Kind { get; init; }

    /// <summary>The number of bytes of a truncated body; half of it by default.</summary>
    public int? Bytes { get; init; }

    /// <summary>The rate of a slow body.</summary>
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
    /// <summary>How long readers do not see what the request writes, by the tenant's clock.</summary>
    public required TimeSpan VisibleAfter { get; init; }
}

internal sealed record FaultList(IReadOnlyList<FaultRule> Faults);
