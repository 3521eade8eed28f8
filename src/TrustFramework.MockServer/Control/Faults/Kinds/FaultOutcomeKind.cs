using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>A kind of <c>outcome</c>: another response.</summary>
/// <param name="name">The value of <c>outcome.kind</c>.</param>
/// <param name="defaultStatus">The status unless the rule has its own.</param>
/// <param name="defaultRetryAfter">The seconds in <c>Retry-After</c> unless the rule has its own; null for no header.</param>
[JsonConverter(typeof(FaultKindConverter<FaultOutcomeKind>))]
internal abstract class FaultOutcomeKind(string name, int defaultStatus, int? defaultRetryAfter) : NamedFaultKind("outcome", name)
{
    private const int MaxCodeLength = 256;
    private const int MaxMessageLength = 4096;
    private const int MaxRetryAfter = 24 * 60 * 60;

    public override bool IsIn(FaultResource rule) => rule.Outcome?.Kind == this;

    public override Result<FaultResource, string> Read(FaultResource rule)
    {
        var outcome = rule.Outcome!;
        if ((Validate(rule, outcome) ?? ValidateMembers(rule, outcome)) is { } error)
            return error;
        return rule with
        {
            Outcome = outcome with
            {
                Kind = this,
                Status = outcome.Status ?? defaultStatus,
                RetryAfter = outcome.RetryAfter switch
                {
                    null => defaultRetryAfter,
                    < 0 => defaultRetryAfter is null ? null : -1,
                    { } seconds => seconds,
                },
                RetryAfterAsDate = outcome.RetryAfterAsDate == true ? true : null,
            },
        };
    }

    public override string Describe(FaultResource rule) => FormattableString.Invariant($"outcome {rule.Outcome!.Status}");

    /// <summary>The error of what is specific to the kind; null when there is none.</summary>
    protected abstract string? Validate(FaultResource rule, OutcomeResource outcome);

    private static string? ValidateMembers(FaultResource rule, OutcomeResource outcome) => 0 switch
    {
        _ when rule.Behavior is not null => "A rule with an outcome has no behavior.",
        _ when outcome.RetryAfter > MaxRetryAfter => "outcome.retryAfter is at most a day.",
        _ when outcome.Code?.Length > MaxCodeLength || outcome.Message?.Length > MaxMessageLength =>
            $"outcome.code has at most {MaxCodeLength} characters, outcome.message {MaxMessageLength}.",
        _ => null,
    };
}

/// <summary>Another response. The kind sets status, code and message; the other members replace them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OutcomeResource
{
    /// <summary>Null for <c>custom</c>.</summary>
    public FaultOutcomeKind? Kind { get; init; }

    public int? Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Seconds. The default is 5 for 429 and 503. A negative number omits the header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether the header is a date instead of a number.</summary>
    public bool? RetryAfterAsDate { get; init; }
}
