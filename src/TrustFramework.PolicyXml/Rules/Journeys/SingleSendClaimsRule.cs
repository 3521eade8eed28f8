using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// Several SendClaims steps, those of Transfer sub-journeys among them (AD#77053), need a journey with a default issuer: catalogue 90049,
/// enforced no further than accepted policies allow (policy-rules 2.1 rule 13). Steps behind SendClaims, 90050, are legal. [I]
/// </summary>
internal static class SingleSendClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "single-send-claims",
        ValidationStage.Journeys,
        "User journey '{0}' is invalid because it contains multiple SendClaims steps.",
        Provenance.Inferred,
        "policy-rules 2.1 rule 13, 3 90049",
        Evaluate)
    {
        InvalidSample = CreateSample(SendClaimsStep(1) + SendClaimsStep(2)),
        ValidSample = CreateSample(SendClaimsStep(1) + SendClaimsStep(2), journeyAttributes: "DefaultCpimIssuerTechnicalProfileReferenceId=\"Issuer\""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var journey in DefinedJourneys.GetUserJourneys(context.Merged).Where(journey => string.IsNullOrWhiteSpace(journey.DefaultIssuerProfileId)))
        {
            var second = journey.EnumerateSteps(context.Merged)
                .Where(found => found.Step.Type == StepType.SendClaims && found.Journey.Node["Type"] != "Call")
                .Select(found => found.Step.Node).Distinct().Skip(1).FirstOrDefault();
            if (second is not null)
            {
                yield return Finding.Create(second, $"User journey '{journey.Id}' is invalid because it contains multiple SendClaims steps.") with
                {
                    Hint = $"Set DefaultCpimIssuerTechnicalProfileReferenceId on the user journey '{journey.Id}'.",
                };
            }
        }
    }
}
