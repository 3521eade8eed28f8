using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party, its own or a base's, names the journey that it begins with [D]; the text is catalogue 90031, misspelling and all.</summary>
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
        context.Merged.RelyingParty is not { } party || !string.IsNullOrWhiteSpace(party.Element("DefaultUserJourney")?["ReferenceId"])
            ? []
            : [Finding.Create(
                party,
                $"Policy '{context.Merged.PolicyId}' does not specify a default user journey. Ensure that the policy or it's parents specify a default "
                + "user journey as part of a relying party section.")];
}
