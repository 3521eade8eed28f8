using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The rules about keys, claim types, claims transformations and technical profiles.</summary>
internal static class DefinitionRules
{
    /// <summary>
    /// In the order in which the service checks them: policy-rules 12 #4. Rules about the uploaded file come before rules about
    /// the merged policy [I]. The limits come first, because later rules apply includes and follow sub-journeys.
    /// </summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        TechnicalProfileSizeRule.Rule,
        JourneySizeRule.Rule,
        MetadataKeyRule.Rule,
        BuildingBlockIdRule.Rule,
        TechnicalProfileElementsRule.DisplayNameRule,
        TechnicalProfileElementsRule.ProtocolRule,
        KeySetRule.Rule,
        ClaimTypeIdRule.Rule,
        ClaimDataTypeRule.Rule,
        InputValidationReferenceRule.Rule,
        PredicateValidationReferenceRule.Rule,
        PredicateReferenceRule.Rule,
        ClaimTypeReferenceRule.Rule,
        ClaimsTransformationReferenceRule.Rule,
        TransformationMethodRule.Rule,
        TransformationSignatureRule.Rule,
        TransformationParameterRule.Rule,
        TechnicalProfileReferenceRule.Rule,
        IncludeCycleRule.Rule,
        DisplayControlReferenceRule.Rule,
        ContentDefinitionReferenceRule.Rule,
        LocalizedResourcesReferenceRule.Rule,
        LocalizedStringRule.ElementRule,
        LocalizedStringRule.PageRule,
        EnumerationRule.Rule,
        RegularExpressionRule.Rule,
        ClaimResolverRule.Rule,
    ];

    /// <summary>The last rules of their stage: references in journeys.</summary>
    public static ImmutableArray<PolicyRule> JourneyReferences { get; } =
    [
        SubJourneyReferenceRule.Rule,
        ClientDefinitionReferenceRule.Rule,
        ClaimsExchangeReferenceRule.Rule,
        PreconditionClaimRule.Rule,
        UserJourneyReferenceRule.Rule,
    ];
}
