using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>User journeys, sub-journeys and the relying party.</summary>
internal static class JourneyRules
{
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        StepOrderRule.Rule,
        ExchangeSelectionRule.Rule,
        StepExchangeRule.Rule,
        StepContentDefinitionRule.Rule,
        StepCandidateRule.Rule,
        SendClaimsRule.Rule,
        IssuerRule.Rule,
        SingleSendClaimsRule.Rule,
        CallSendClaimsRule.Rule,
        TransferSendClaimsRule.Rule,
        DefaultJourneyRule.Rule,
        PartyProfileRule.Rule,
        SinglePartyProfileRule.Rule,
        PartyProtocolRule.Rule,
        SubjectNamingRule.Rule,
        SubjectClaimRule.Rule,
        RequiredInputRule.Rule,
        PartyOutputRule.Rule,
        RefreshJourneyRule.Rule,
    ];
}
