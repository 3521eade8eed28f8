using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A relying party, in this file or in a base policy, has a default journey [D]. The text is catalog error 90031, including its
/// misspelling.
/// </summary>
internal static class DefaultJourneyRule
{
    public static PolicyRule Rule { get; } = new(
        "default-journey",
        ValidationStage.Journeys,
        "Policy '{0}' does not specify a default user journey. Ensure that the policy or it's parents specify a default user journey as part of a "
            + "relying party section.",
        Provenance.Inferred,
        "policy-rules 2 #29, 3 90031",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingPartyOf(Profile("PolicyProfile"), defaultJourney: "")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty()),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Merged.RelyingParty is not { } relyingParty || !string.IsNullOrWhiteSpace(relyingParty.Element("DefaultUserJourney")?["ReferenceId"])
            ? []
            : [Finding.Create(
                relyingParty,
                $"Policy '{context.Merged.PolicyId}' does not specify a default user journey. Ensure that the policy or it's parents specify a default "
                + "user journey as part of a relying party section.")];
}
