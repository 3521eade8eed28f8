using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A rule as it is written and shown. Durations are ISO 8601, or hours, minutes and seconds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultResource
{
    /// <summary>Unique among the rules of whom it is about; given by the server where it is left out.</summary>
    public string? Id { get; init; }

    public MatchResource? Match { get; init; }

    public TimingResource? When { get; init; }

    /// <summary>Slow answers.</summary>
    public LatencyResource? Latency { get; init; }

    /// <summary>Other answers.</summary>
    public OutcomeResource? Outcome { get; init; }

    /// <summary>Broken answers.</summary>
    public ConnectionResource? Fault { get; init; }

    /// <summary>Other effects of right answers.</summary>
    public BehaviorResource? Behavior { get; init; }

    /// <summary>After it the rule does nothing any more, by the clock of whom it is about.</summary>
    public string? TimeToLive { get; init; }

    /// <summary>Read only: until when.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Read only: how many requests it matched.</summary>
    public long? Seen { get; init; }

    /// <summary>Read only: how many of them it hit.</summary>
    public long? Hits { get; init; }

    /// <param name="count">Null where it does not matter.</param>
    public static FaultResource From(FaultRule rule, FaultCounter? count) => new()
    {
        Id = rule.Id,
        Match = rule.Match is { Operation: null, Method: null, Path: null, Client: null }
            ? null
            : new MatchResource { Operation = rule.Match.Operation, Method = rule.Match.Method, Path = rule.Match.Path, Client = rule.Match.Client },
        When = TimingResource.FromTiming(rule.When),
        Latency = rule.Latency is null ? null : new LatencyResource { Least = rule.Latency.MinMilliseconds, Most = rule.Latency.MaxMilliseconds },
        Outcome = rule.Outcome is { } outcome
            ? new OutcomeResource
            {
                Kind = outcome.Kind,
                Status = outcome.Status,
                Code = outcome.Code,
                Message = outcome.Message,
                RetryAfter = outcome.RetryAfter ?? (FaultOutcomeDefaults.GetRetryAfter(outcome.Kind) is null ? null : -1),
                RetryAfterAsDate = outcome.IsRetryAfterDate ? true : null,
            }
            : null,
        Fault = rule.Fault is { } fault
            ? new ConnectionResource
            {
                Kind = fault.Kind,
                Bytes = fault.Bytes,
                BytesPerSecond = fault.Kind == BrokenConnectionKind.SlowBody ? fault.BytesPerSecond : null,
            }
            : null,
        Behavior = rule.VisibleAfter is { } delay ? new BehaviorResource { VisibleAfter = XmlConvert.ToString(delay) } : null,
        Expires = rule.Expires,
        Seen = count?.Seen,
        Hits = count?.Hits,
    };
}

/// <summary>Which requests: all that is said must be so. Without any, all of both emulated services.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MatchResource
{
    /// <summary><c>P4</c>, or its <c>operationId</c>.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> is any number of characters: <c>/beta/trustFramework/policies/*</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The client's id, as its token has it.</summary>
    public string? Client { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TimingResource
{
    /// <summary>So many matching requests pass first.</summary>
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

    public static TimingResource? FromTiming(FaultTiming when) => when == new FaultTiming(0, null, null, null, 0, null, null) ? null : new TimingResource
    {
        Skip = when.Skip == 0 ? null : when.Skip,
        Next = when.Next,
        Every = when.Every,
        Probability = when.Probability,
        Seed = when.Seed == 0 ? null : when.Seed,
        From = when.From,
        Until = when.Until,
    };
}

/// <summary>Milliseconds: <c>{"milliseconds":500}</c>, or a range.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LatencyResource
{
    public int? Milliseconds { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }
}

/// <summary>An answer in the server's place. The kind brings status, code and message; each can be said otherwise.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OutcomeResource
{
    public FaultOutcomeKind? Kind { get; init; }

    public int? Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Seconds; 5 for 429 and 503 unless said otherwise. Negative: no header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The header as a date.</summary>
    public bool? RetryAfterAsDate { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConnectionResource
{
    public BrokenConnectionKind? Kind { get; init; }

    /// <summary>How many of a truncated body come; half of it unless said otherwise.</summary>
    public int? Bytes { get; init; }

    /// <summary>How fast a slow one comes.</summary>
    public int? BytesPerSecond { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BehaviorResource
{
    /// <summary>How long, by the tenant's clock, readers do not see what the request writes.</summary>
    public string? VisibleAfter { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FaultResource))]
[JsonSerializable(typeof(FaultListResource))]
internal sealed partial class FaultJson : JsonSerializerContext
{
    public static FaultJson Wire { get; } = new(new JsonSerializerOptions(GraphJson.CreateOptions()) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}

/// <summary>In the order in which they are asked.</summary>
internal sealed record FaultListResource(IReadOnlyList<FaultResource> Faults);
