using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Keys, claim types, claims transformations and technical profiles: what refers to them, and what they are made of.</summary>
internal static class ReferenceRules
{
    /// <summary>In the order in which the service asks: policy-rules 12 #4.</summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        KeySetRule.Rule,
    ];
}
