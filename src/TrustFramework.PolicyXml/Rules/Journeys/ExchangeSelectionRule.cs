using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A step with several exchanges follows a step on which the user chooses one. The commonest cause is a journey with the id of one
/// below: the two are merged step by step [O]. The first step of a sub-journey is let be, for the choice may be its caller's. [I]
/// </summary>
internal static class ExchangeSelectionRule
{
    public static PolicyRule Rule { get; } = new(
        "exchange-selection",
        Stage.Journeys,
        "User journey \"{0}\" in policy \"{1}\" of tenant \"{2}\" has step {3} with {4} claims exchanges. It must be preceded by a claims provider "
            + "selection in order to determine which claims exchange can be used.",
        Provenance.Observed,
        "policy-rules 2 #8",
        Look)
    {
        Bad = Of(Exchange(1, "Read", "Find") + Send(2)),
        Good = Of(Select(1) + Exchange(2, "Read", "Find") + Send(3)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => DefinedJourneys.All(policy.Merged)
        .SelectMany(journey => journey.Steps.Where((step, index) => step.Exchanges.Length > 1 && !IsChosen(journey, step, index)), (journey, step) =>
            Finding.At(
                step.Node,
                $"User journey \"{journey.Id}\" in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\" has step {step.Order} with "
                + $"{step.Exchanges.Length} claims exchanges. It must be preceded by a claims provider selection in order to determine which claims "
                + "exchange can be used.") with
            {
                Hint = HintFor(policy, journey, step),
            });

    private static bool IsChosen(Journey journey, JourneyStep step, int index) =>
        OffersChoice(step) || (index > 0 ? OffersChoice(journey.Steps[index - 1]) : journey.Node.Name == "SubJourney");

    private static bool OffersChoice(JourneyStep step) =>
        step.Type is StepType.ClaimsProviderSelection or StepType.CombinedSignInAndSignUp || !step.Selections.IsEmpty;

    /// <summary>Exchanges from several files are almost always two journeys that were not meant to be one.</summary>
    private static string? HintFor(PolicyCase policy, Journey journey, JourneyStep step)
    {
        var files = step.Exchanges.Select(exchange => exchange.Place.PolicyId).Distinct(PolicyDocument.IdComparer).ToList();
        return files.Count < 2
            ? null
            : $"Step {step.Order} of '{journey.Id}' has exchanges from {string.Join(" and ", files)}: steps of journeys with the same id are merged by "
                + $"their order. Give the journey of {policy.Merged.PolicyId} an id of its own.";
    }
}
