using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A ClaimsExchange step has an exchange, as in all accepted policies (AD#47266 [V]). The text is unknown. [I]</summary>
internal static class StepClaimsExchangeRule
{
    public static PolicyRule Rule { get; } = new(
        "step-exchange",
        ValidationStage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' does not contain a claims exchange.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + ClaimsExchangeStep(2) + SendClaimsStep(3), RelyingParty()),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + ClaimsExchangeStep(2, "Find") + SendClaimsStep(3), RelyingParty()),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetRelyingPartySteps(context.Merged)
        .Where(found => found.Step is { Type: StepType.ClaimsExchange, ClaimsExchanges.IsEmpty: true })
        .Select(found => Finding.Create(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.Journey.Id}' of policy '{context.Merged.PolicyId}' does not contain a "
            + "claims exchange."));
}
