using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A step on which the user chooses has a page of its own: catalogue 90277 [K], and so have all in accepted policies [V].</summary>
internal static class StepContentDefinitionRule
{
    public static PolicyRule Rule { get; } = new(
        "step-content-definition",
        Stage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' does not contain a content definition reference.",
        Provenance.Inferred,
        "policy-rules 3 90277, 4",
        Look)
    {
        Bad = Of(Select(1, attributes: "") + Exchange(2, "Read") + Send(3), Party()),
        Good = Of(Select(1) + Exchange(2, "Read") + Send(3), Party()),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.StepsForParty(policy.Merged)
        .Where(found => found.Step.Type is StepType.ClaimsProviderSelection or StepType.CombinedSignInAndSignUp
            && string.IsNullOrWhiteSpace(found.Step.ContentDefinition))
        .Select(found => Finding.At(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.In.Id}' of policy '{policy.Merged.PolicyId}' does not contain a "
            + "content definition reference."));
}
