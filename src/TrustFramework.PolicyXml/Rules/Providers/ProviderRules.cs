using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>All other kinds of technical profile, and what is asked of every one.</summary>
internal static class ProviderRules
{
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        ProtocolRule.Rule,
        ClientIdRule.Rule,
        PartnerEntityRule.Rule,
        RequiredMetadataRule.Rule,
        PageReferenceRule.Rule,
        RequiredKeyRule.Rule,
        SamlSigningKeyRule.Rule,
        RequiredClaimsRule.Rule,
        .. ApplicationInsightsRules.All,
    ];
}
