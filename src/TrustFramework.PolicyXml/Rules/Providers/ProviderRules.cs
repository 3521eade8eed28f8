using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>The rules about all other kinds of technical profiles, and about technical profiles in general.</summary>
internal static class ProviderRules
{
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        ClientIdRule.Rule,
        PartnerEntityRule.Rule,
        RequiredMetadataRule.Rule,
        RequiredMetadataRule.EmptyRule,
        PageReferenceRule.Rule,
        RequiredKeyRule.Rule,
        SamlSigningKeyRule.Rule,
        RequiredClaimsRule.Rule,
        IssuerLifetimeRule.Rule,
        IssuerFormatRule.Rule,
        HandlerRule.Rule,
        MetadataRangeRule.Rule,
        .. ApplicationInsightsRules.All,
    ];
}
