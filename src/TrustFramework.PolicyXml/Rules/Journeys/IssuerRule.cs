using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A SendClaims step says who issues the token [O], unless the journey says it for all its steps (policy-rules 2.1 rule 13). Once a journey.</summary>
internal static class IssuerRule
{
    public static PolicyRule Rule { get; } = new(
        "send-claims-issuer",
        Stage.Journeys,
        "User journey '{0}' send claims step does not contain a reference to an issuer technical profile.",
        Provenance.Observed,
        "policy-rules 2 #13",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2, issuer: "")),
        Good = Of(Exchange(1, "Read") + Send(2, issuer: ""), journey: "DefaultCpimIssuerTechnicalProfileReferenceId=\"Issuer\""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var journey in DefinedJourneys.OfUsers(policy.Merged).Where(journey => string.IsNullOrWhiteSpace(journey.DefaultIssuer)))
        {
            var (_, step) = journey.Walk(policy.Merged)
                .FirstOrDefault(found => found.Step.Type == StepType.SendClaims && string.IsNullOrWhiteSpace(found.Step.Issuer));
            if (step is not null)
            {
                yield return Finding.At(
                    step.Node, $"User journey '{journey.Id}' send claims step does not contain a reference to an issuer technical profile.");
            }
        }
    }
}
