using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>User journeys, sub-journeys and the relying party.</summary>
internal static class JourneyRules
{
    public static ImmutableArray<PolicyRule> All { get; } = [];
}
