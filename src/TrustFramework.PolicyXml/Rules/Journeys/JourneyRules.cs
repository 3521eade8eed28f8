using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The rules about user journeys, sub-journeys and the relying party.</summary>
internal static class JourneyRules
{
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        StepOrderRule.Rule,
        ClaimsExchangeSelectionRule.Rule,
        StepClaimsExchangeRule.Rule,
        StepContentDefinitionRule.Rule,
        SubJourneyCandidateRule.Rule,
        SendClaimsRule.Rule,
        SendClaimsIssuerRule.Rule,
        SingleSendClaimsRule.Rule,
        CallSendClaimsRule.Rule,
        TransferSendClaimsRule.Rule,
        DefaultJourneyRule.Rule,
        RelyingPartyProfileRule.Rule,
        SingleRelyingPartyProfileRule.Rule,
        RelyingPartyProtocolRule.Rule,
        SubjectNamingInfoRule.Rule,
        SubjectClaimRule.Rule,
        RequiredInputRule.Rule,
        RelyingPartyOutputRule.Rule,
        RefreshTokenJourneyRule.Rule,
        BehaviorRangeRule.Rule,
        GetClaimsProfileRule.Rule,
        DuplicateOutputClaimRule.Rule,
    ];
}
