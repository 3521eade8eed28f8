using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Keys, claim types, claims transformations and technical profiles: what refers to them, and what they are made of.</summary>
internal static class DefinitionRules
{
    /// <summary>
    /// In the order in which the service asks: policy-rules 12 #4. What the uploaded file alone shows comes before what the merged
    /// policy shows [I].
    /// </summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        MetadataKeyRule.Rule,
        BuildingBlockIdRule.Rule,
        KeySetRule.Rule,
        ClaimTypeIdRule.Rule,
        ClaimDataTypeRule.Rule,
        InputValidationReferenceRule.Rule,
        PredicateValidationReferenceRule.Rule,
        PredicateReferenceRule.Rule,
        ClaimTypeReferenceRule.Rule,
        ClaimsTransformationReferenceRule.Rule,
        TransformationSignatureRule.Rule,
        TechnicalProfileReferenceRule.Rule,
        DisplayControlReferenceRule.Rule,
        ContentDefinitionReferenceRule.Rule,
        LocalizedResourcesReferenceRule.Rule,
        LocalizedStringRule.ElementRule,
        LocalizedStringRule.PageRule,
    ];

    /// <summary>Asked behind everything else of their stage: what stands in journeys.</summary>
    public static ImmutableArray<PolicyRule> JourneyReferences { get; } =
    [
        SubJourneyReferenceRule.Rule,
        ClientDefinitionReferenceRule.Rule,
        ClaimsExchangeReferenceRule.Rule,
        UserJourneyReferenceRule.Rule,
    ];
}
