using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Which of the matching requests a rule hits. All members must hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TimingResource
{
    /// <summary>The number of matching requests that pass first.</summary>
    public int? Skip { get; init; }

    /// <summary>The number of requests that are hit before the rule stops.</summary>
    public int? Next { get; init; }

    /// <summary>Hits every nth matching request.</summary>
    public int? Every { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>The same seed hits the same requests.</summary>
    public long? Seed { get; init; }

    /// <summary>By the clock of the rule's tenant, or the global clock for a global rule; so is <see cref="Until"/>.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Null when the timing is valid.</summary>
    public string? Validate() => this switch
    {
        { Skip: < 0 } or { Next: < 1 } or { Every: < 1 } => "when.skip is 0 or more, when.next and when.every are 1 or more.",
        { Probability: not (>= 0 and <= 1) and not null } => "when.probability is from 0 to 1.",
        { From: { } from, Until: { } until } when until <= from => "when.until is later than when.from.",
        _ => null,
    };

    /// <summary>Removes defaults; null when nothing remains.</summary>
    public TimingResource? Normalize()
    {
        var normalized = this with { Skip = Skip == 0 ? null : Skip, Seed = Seed == 0 ? null : Seed };
        return normalized == new TimingResource() ? null : normalized;
    }

    public bool IsActiveAt(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <param name="seen">The number of matching requests, including this one.</param>
    /// <param name="hits">The number of requests that were hit before.</param>
    public bool IsHit(long seen, long hits)
    {
        var counted = seen - (Skip ?? 0);
        return counted > 0
            && !(hits >= Next)
            && (Every is not { } every || counted % every == 0)
            && (Probability is not { } probability || SeededRandom.GetDouble(Seed ?? 0, seen) < probability);
    }
}
