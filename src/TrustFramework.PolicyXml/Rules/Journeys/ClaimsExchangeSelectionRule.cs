using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A step with several exchanges follows a step on which the user selects one. The most common cause of this error is a journey
/// with the id of a journey in a base policy: their steps are merged [O]. The first step of a sub-journey is not checked, because
/// its caller may have the selection. [I]
/// </summary>
internal static class ClaimsExchangeSelectionRule
{
    public static PolicyRule Rule { get; } = new(
        "exchange-selection",
        ValidationStage.Journeys,
        "User journey \"{0}\" in policy \"{1}\" of tenant \"{2}\" has step {3} with {4} claims exchanges. It must be preceded by a claims provider "
            + "selection in order to determine which claims exchange can be used.",
        Provenance.Observed,
        "policy-rules 2 #8",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read", "Find") + SendClaimsStep(2)),
        ValidSample = CreateSample(ClaimsProviderSelectionStep(1) + ClaimsExchangeStep(2, "Read", "Find") + SendClaimsStep(3)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => DefinedJourneys.GetAll(context.Merged)
        .SelectMany(journey => journey.Steps.Where((step, index) => step.ClaimsExchanges.Length > 1 && !IsSelected(journey, step, index)), (journey, step) =>
            Finding.Create(
                step.Node,
                $"User journey \"{journey.Id}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" has step {step.Order} with "
                + $"{step.ClaimsExchanges.Length} claims exchanges. It must be preceded by a claims provider selection in order to determine which claims "
                + "exchange can be used.") with
            {
                Hint = GetHint(context, journey, step),
            });

    private static bool IsSelected(Journey journey, OrchestrationStep step, int index) =>
        OffersChoice(step) || (index > 0 ? OffersChoice(journey.Steps[index - 1]) : journey.Node.Name == "SubJourney");

    private static bool OffersChoice(OrchestrationStep step) =>
        step.Type is StepType.ClaimsProviderSelection or StepType.CombinedSignInAndSignUp || !step.ClaimsProviderSelections.IsEmpty;

    /// <summary>Exchanges from several files mean almost always that two journeys have the same id by mistake.</summary>
    private static string? GetHint(ValidationContext context, Journey journey, OrchestrationStep step)
    {
        var policyIds = step.ClaimsExchanges.Select(exchange => exchange.Location.PolicyId).Distinct(PolicyDocument.IdComparer).ToList();
        return policyIds.Count < 2
            ? null
            : $"Step {step.Order} of '{journey.Id}' has exchanges from {string.Join(" and ", policyIds)}, because steps of journeys with the same id are merged "
                + $"by their order. Give the journey of {context.Merged.PolicyId} a unique id.";
    }
}
