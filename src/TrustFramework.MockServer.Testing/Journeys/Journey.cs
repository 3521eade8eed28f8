using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Journeys;

/// <summary>The state of a journey.</summary>
public sealed record Journey
{
    public required string Id { get; init; }

    public required string Policy { get; init; }

    public required JourneyStatus Status { get; init; }

    /// <summary>The page that the journey waits at; null unless it waits.</summary>
    public required JourneyStop? Stop { get; init; }

    /// <summary>Null unless the journey is completed.</summary>
    public required JourneyResult? Result { get; init; }

    /// <summary>Null unless the journey failed.</summary>
    public required JourneyError? Error { get; init; }

    public required IReadOnlyList<JourneyTraceEntry> Trace { get; init; }
}

[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnumConverter<JourneyStatus>))]
public enum JourneyStatus
{
    Waiting,
    Completed,
    Failed,
}

/// <summary>A page that waits for an answer.</summary>
public sealed record JourneyStop
{
    /// <summary><c>page</c></summary>
    public required string Kind { get; init; }

    public required int Step { get; init; }

    /// <summary>Null for a page that offers only claims providers.</summary>
    public required string? TechnicalProfile { get; init; }

    public required string? ContentDefinition { get; init; }

    public required IReadOnlyList<JourneyField> Fields { get; init; }

    public required IReadOnlyList<JourneyChoice> Choices { get; init; }

    /// <summary><c>signUp</c>, <c>forgotPassword</c>, <c>cancel</c>.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The message about the last answer; null for none.</summary>
    public required string? Message { get; init; }
}

/// <summary>A claim on a page.</summary>
public sealed record JourneyField
{
    public required string Claim { get; init; }

    public required string Label { get; init; }

    /// <summary>The <c>UserInputType</c> of the claim type.</summary>
    public required string Type { get; init; }

    public required bool Required { get; init; }

    public required bool ReadOnly { get; init; }

    /// <summary>The value that the page starts with; null for none.</summary>
    public required string? Value { get; init; }

    public required IReadOnlyList<JourneyOption> Options { get; init; }
}

/// <summary>A value that can be chosen.</summary>
public sealed record JourneyOption
{
    public required string Text { get; init; }

    public required string Value { get; init; }

    public required bool Selected { get; init; }
}

/// <summary>A claims provider that can be chosen.</summary>
public sealed record JourneyChoice
{
    public required string Exchange { get; init; }

    public required string Name { get; init; }
}

/// <summary>The result of a completed journey.</summary>
public sealed record JourneyResult
{
    /// <summary>All claims of the journey as text.</summary>
    public required IReadOnlyDictionary<string, string> Claims { get; init; }

    public required string? IdToken { get; init; }

    /// <summary>Null unless the scope names an API.</summary>
    public required string? AccessToken { get; init; }

    /// <summary>Null without <c>offline_access</c>.</summary>
    public required string? RefreshToken { get; init; }
}

/// <summary>Why a journey failed.</summary>
public sealed record JourneyError
{
    /// <summary>Such as <c>AADB2C90118</c>, <c>AAD_Custom_…</c> or <c>Unsupported</c>.</summary>
    public required string Code { get; init; }

    public required string Message { get; init; }

    /// <summary>What happened, if the message does not say it.</summary>
    public string? Detail { get; init; }
}

/// <summary>Something that happened in a journey.</summary>
public sealed record JourneyTraceEntry
{
    /// <summary><c>step</c>, <c>precondition</c>, <c>technicalProfile</c>, <c>claimsTransformation</c>…</summary>
    public required string Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>The order of the step; null outside a step.</summary>
    public required int? Step { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string? Detail { get; init; }

    /// <summary>The claims that a technical profile or transformation received.</summary>
    public required IReadOnlyDictionary<string, string?> Input { get; init; }

    /// <summary>The claims that it set; null for one that it removed.</summary>
    public required IReadOnlyDictionary<string, string?> Output { get; init; }
}
