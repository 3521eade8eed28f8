using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A step on which the user makes a selection has a content definition: catalog error 90277 [K]. All accepted policies conform
/// [V].
/// </summary>
internal static class StepContentDefinitionRule
{
    public static PolicyRule Rule { get; } = new(
        "step-content-definition",
        ValidationStage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' does not contain a content definition reference.",
        Provenance.Inferred,
        "policy-rules 3 90277, 4",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsProviderSelectionStep(1, attributes: "") + ClaimsExchangeStep(2, "Read") + SendClaimsStep(3), RelyingParty()),
        ValidSample = CreateSample(ClaimsProviderSelectionStep(1) + ClaimsExchangeStep(2, "Read") + SendClaimsStep(3), RelyingParty()),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetRelyingPartySteps(context.Merged)
        .Where(found => found.Step.Type is StepType.ClaimsProviderSelection or StepType.CombinedSignInAndSignUp
            && string.IsNullOrWhiteSpace(found.Step.ContentDefinitionId))
        .Select(found => Finding.Create(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.Journey.Id}' of policy '{context.Merged.PolicyId}' does not contain a "
            + "content definition reference."));
}
