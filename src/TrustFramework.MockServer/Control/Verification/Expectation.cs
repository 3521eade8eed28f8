using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary><c>{"expectations":[…]}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VerificationRequest
{
    private const int MaxExpectations = 200;

    /// <summary>Only exchanges after the one of this number count; left out, all that the journal holds.</summary>
    public long? Since { get; init; }

    public IReadOnlyList<Expectation?>? Expectations { get; init; }

    [JsonIgnore]
    public ControlProblem? Refusal => Expectations is not { Count: > 0 and <= MaxExpectations }
        ? ControlProblem.BadRequest($"Write {{\"expectations\":[{{\"operation\":\"P4\",\"id\":\"B2C_1A_Base\"}}]}}: 1 to {MaxExpectations} of them.")
        : Expectations.Select(Check).FirstOrDefault(refusal => refusal is not null);

    private static ControlProblem? Check(Expectation? expectation, int index) =>
        (expectation is null ? "is null" : expectation.Error) is { } mistake ? ControlProblem.BadRequest($"Expectation {index + 1} {mistake}.") : null;
}

/// <summary>
/// What should be in the journal: exchanges like this, so many (at least one unless said), or none; or several one after another; or such
/// as needed no other permission.
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

    /// <summary>The same as exactly none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Never { get; init; }

    /// <summary>Each must be found behind the one before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExchangePattern>? Order { get; init; }

    /// <summary>The least that exchanges like this needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Permission { get; init; }

    [JsonIgnore]
    public int MinCount => Never ? 0 : Exactly ?? AtLeast ?? (AtMost is null ? 1 : 0);

    [JsonIgnore]
    public int MaxCount => Never ? 0 : Exactly ?? AtMost ?? int.MaxValue;

    /// <summary>Null when it can be met.</summary>
    [JsonIgnore]
    public string? Error => this switch
    {
        { Never: true } when (Exactly ?? AtLeast ?? AtMost) is not null => "says never and how often",
        { Exactly: not null } when (AtLeast ?? AtMost) is not null => "says exactly, and at least or at most as well",
        { Order: not null } when (Exactly ?? AtLeast ?? AtMost) is not null || Never || Permission is not null || HasPattern => "has an order and something else: the order's own members say what is meant",
        { Order.Count: < 2 } => "has an order of fewer than two",
        { Exactly: < 0 } or { AtLeast: < 0 } or { AtMost: < 0 } => "has a count below zero",
        { Order: { } order } when order.Any(step => step is null) => "has a null in its order",
        _ when MinCount > MaxCount => "wants at least more than at most",
        _ => null,
    };

    private bool HasPattern => (Operation ?? Id ?? Method ?? Path ?? Client ?? Code) is not null || Status is not null;
}
