using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A journey with several SendClaims steps, including those of Transfer sub-journeys (AD#77053), has a default issuer: catalog
/// error 90049, enforced only as far as accepted policies conform (policy-rules 2.1 rule 13). Steps after SendClaims (90050) are
/// allowed. [I]
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
