using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A step of the type ClaimsExchange has an exchange: no accepted policy has one without (AD#47266 [V]). The text is unknown. [I]</summary>
internal static class StepExchangeRule
{
    public static PolicyRule Rule { get; } = new(
        "step-exchange",
        Stage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' does not contain a claims exchange.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Exchange(2) + Send(3), Party()),
        Good = Of(Exchange(1, "Read") + Exchange(2, "Find") + Send(3), Party()),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.StepsForParty(policy.Merged)
        .Where(found => found.Step is { Type: StepType.ClaimsExchange, Exchanges.IsEmpty: true })
        .Select(found => Finding.At(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.In.Id}' of policy '{policy.Merged.PolicyId}' does not contain a "
            + "claims exchange."));
}
