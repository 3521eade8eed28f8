using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Tracing;

namespace TrustFramework.Engine.Journeys;

/// <summary>One execution of a user journey. Immutable: it can be stored and continued in another process.</summary>
public sealed record JourneyExecution
{
    public required JourneyRequest Request { get; init; }

    /// <summary>The claims of the journey.</summary>
    public ClaimsBag Claims { get; init; } = ClaimsBag.Empty;

    /// <summary>Where the journey is: the called sub-journeys first, the user journey last.</summary>
    public ImmutableList<JourneyPosition> Positions { get; init; } = [];

    /// <summary>The claims exchange that the next step executes, because the user chose it in this one; null for none.</summary>
    public string? TargetExchangeId { get; init; }

    /// <summary>The page that waits for an answer; null for none.</summary>
    public PendingPage? Page { get; init; }

    /// <summary>Null until the journey is completed.</summary>
    public JourneyResult? Result { get; init; }

    /// <summary>Null unless the journey failed.</summary>
    public JourneyError? Error { get; init; }

    /// <summary>What session-management profiles store in the user's session once the journey is completed.</summary>
    public ImmutableSortedDictionary<string, ClaimsBag> SessionClaims { get; init; } = JourneyRequest.NoSession;

    /// <summary>How many steps were executed or skipped, and how many answers were given. A journey ends after <see cref="JourneyRunner.MaxSteps"/>.</summary>
    public int StepCount { get; init; }

    public ImmutableList<TraceEntry> Trace { get; init; } = [];

    public bool IsWaiting => Page is not null && Error is null;

    public bool IsEnded => Result is not null || Error is not null;
}

/// <summary>A position in a user journey or sub-journey.</summary>
/// <param name="NextOrder">The lowest order that the next step can have.</param>
/// <param name="IsTransfer">Whether a sub-journey does not return to its caller.</param>
public sealed record JourneyPosition(string JourneyId, bool IsSubJourney, int NextOrder, bool IsTransfer = false);

/// <summary>A page that a step shows.</summary>
/// <param name="TechnicalProfileId">The self-asserted profile of the page; null for a page that offers only claims providers.</param>
/// <param name="Message">The message of the last answer; null for none.</param>
/// <param name="Failures">How many answers were refused.</param>
public sealed record PendingPage(int StepOrder, string? TechnicalProfileId, string? Message = null, int Failures = 0);

/// <summary>The result of a completed journey.</summary>
/// <param name="IssuerProfileId">The technical profile that issues the token.</param>
/// <param name="Format">The <c>OutputTokenFormat</c>: <c>JWT</c>, or <c>JSON</c> for the claims of a UserInfo response.</param>
/// <param name="Claims">All claims of the journey for JWT, those of the response under their names for JSON.</param>
public sealed record JourneyResult(string IssuerProfileId, string Format, ClaimsBag Claims);
