using System.Collections.Immutable;

namespace TrustFramework.Engine.Tracing;

public enum TraceKind
{
    Journey,
    Step,
    Precondition,
    Session,
    ClaimsTransformation,
    TechnicalProfile,
    Page,
    Answer,
    Issue,
    Error,
}

/// <summary>Something that happened in a journey.</summary>
/// <param name="Id">The journey, technical profile or transformation.</param>
/// <param name="Detail">What happened, in words; null when kind and id say it.</param>
public sealed record TraceEntry(TraceKind Kind, string Id, string? Detail)
{
    /// <summary>The order of the step; null outside a step.</summary>
    public int? StepOrder { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The claims that a profile or transformation received, and the claims of the journey for a step.</summary>
    public ImmutableArray<TracedClaim> Input { get; init; } = [];

    /// <summary>The claims that it set. A null value is a claim that it removed.</summary>
    public ImmutableArray<TracedClaim> Output { get; init; } = [];
}

/// <summary>A claim in a trace. The values of passwords and secrets are masked.</summary>
public sealed record TracedClaim(string ClaimType, string? Value);
