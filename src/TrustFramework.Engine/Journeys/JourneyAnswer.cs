using System.Collections.Immutable;

namespace TrustFramework.Engine.Journeys;

/// <summary>The answer to a page: the values of its fields, a link, or a claims provider.</summary>
public sealed record JourneyAnswer
{
    /// <summary>By claim type. No generated text prints the values.</summary>
    public ImmutableSortedDictionary<string, string> Claims { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>One of the links of the page; null for none.</summary>
    public string? Link { get; init; }

    /// <summary>The claims exchange of one of the choices; null for none.</summary>
    public string? Exchange { get; init; }

    public override string ToString() => nameof(JourneyAnswer);
}
