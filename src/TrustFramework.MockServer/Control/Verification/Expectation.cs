using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>The body of a verification: <c>{"expectations":[…]}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VerificationRequest
{
    private const int MaxExpectations = 200;

    /// <summary>Only entries with a higher number count. If omitted, all entries in the journal count.</summary>
    public long? Since { get; init; }

    public IReadOnlyList<Expectation?>? Expectations { get; init; }

    /// <summary>Returns null when the expectations are valid.</summary>
    public ControlProblem? GetRefusal(KnownOperations operations) => Expectations is not { Count: > 0 and <= MaxExpectations }
        ? ControlProblem.BadRequest($"Send 1 to {MaxExpectations} expectations: {{\"expectations\":[{{\"operation\":\"P4\",\"id\":\"B2C_1A_Base\"}}]}}.")
        : Expectations.Select((expectation, index) => Check(expectation, index, operations)).FirstOrDefault(refusal => refusal is not null);

    private static ControlProblem? Check(Expectation? expectation, int index, KnownOperations operations)
    {
        if ((expectation is null ? "is null" : expectation.Error) is { } error)
            return ControlProblem.BadRequest($"Expectation {index + 1} {error}.");
        return (expectation!.Order ?? []).Prepend(expectation).Select(pattern => operations.GetError(pattern.Operation) ?? RequestPattern.GetError(pattern.Method, pattern.Path))
            .FirstOrDefault(reason => reason is not null) is { } reason
            ? ControlProblem.BadRequest($"Expectation {index + 1}: {reason}")
            : null;
    }
}

/// <summary>
/// An expectation about the journal: how many entries match the pattern (at least one by default), in which order entries occur, or which
/// permission the matching requests needed.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Expectation : ExchangePattern
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Exactly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtLeast { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtMost { get; init; }

    /// <summary>True is the same as exactly 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Never { get; init; }

    /// <summary>Each pattern must match an entry after the entry of the previous pattern.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExchangePattern>? Order { get; init; }

    /// <summary>The least privileged permission that the matching requests needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Permission { get; init; }

    [JsonIgnore]
    public int MinCount => Never ? 0 : Exactly ?? AtLeast ?? (AtMost is null ? 1 : 0);

    [JsonIgnore]
    public int MaxCount => Never ? 0 : Exactly ?? AtMost ?? int.MaxValue;

    /// <summary>Completes the sentence "Expectation 1 …"; null when the expectation is valid.</summary>
    [JsonIgnore]
    public string? Error => this switch
    {
        { Never: true } when (Exactly ?? AtLeast ?? AtMost) is not null => "combines 'never' with a count",
        { Exactly: not null } when (AtLeast ?? AtMost) is not null => "combines 'exactly' with 'atLeast' or 'atMost'",
        { Order: not null } when (Exactly ?? AtLeast ?? AtMost) is not null || Never || Permission is not null || HasPattern =>
            "combines 'order' with other members. Put them into the members of 'order'",
        { Order.Count: < 2 } => "has an 'order' with fewer than two members",
        { Exactly: < 0 } or { AtLeast: < 0 } or { AtMost: < 0 } => "has a negative count",
        { Order: { } order } when order.Any(step => step is null) => "has null in 'order'",
        _ when MinCount > MaxCount => "has an 'atLeast' greater than 'atMost'",
        _ => null,
    };

    private bool HasPattern => (Operation ?? Id ?? Method ?? Path ?? Client ?? Code) is not null || Status is not null;
}
