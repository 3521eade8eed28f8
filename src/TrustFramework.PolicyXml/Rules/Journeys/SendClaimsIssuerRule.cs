using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A SendClaims step refers to the issuer of the token [O], unless the journey has a default issuer (policy-rules 2.1 rule 13).
/// Each journey has at most one finding.
/// </summary>
internal static class SendClaimsIssuerRule
{
    public static PolicyRule Rule { get; } = new(
        "send-claims-issuer",
        ValidationStage.Journeys,
        "User journey '{0}' send claims step does not contain a reference to an issuer technical profile.",
        Provenance.Observed,
        "policy-rules 2 #13",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2, issuer: "")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2, issuer: ""), journeyAttributes: "DefaultCpimIssuerTechnicalProfileReferenceId=\"Issuer\""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var journey in DefinedJourneys.GetUserJourneys(context.Merged).Where(journey => string.IsNullOrWhiteSpace(journey.DefaultIssuerProfileId)))
        {
            var (_, step) = journey.EnumerateSteps(context.Merged)
                .FirstOrDefault(found => found.Step.Type == StepType.SendClaims && string.IsNullOrWhiteSpace(found.Step.IssuerProfileId));
            if (step is not null)
            {
                yield return Finding.Create(
                    step.Node, $"User journey '{journey.Id}' send claims step does not contain a reference to an issuer technical profile.");
            }
        }
    }
}
