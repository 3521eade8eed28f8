using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party, its own or a base's, names the journey that it begins with [D]; the text is catalogue 90031, misspelling and all.</summary>
internal static class DefaultJourneyRule
{
    public static PolicyRule Rule { get; } = new(
        "default-journey",
        Stage.Journeys,
        "Policy '{0}' does not specify a default user journey. Ensure that the policy or it's parents specify a default user journey as part of a "
            + "relying party section.",
        Provenance.Inferred,
        "policy-rules 2 #29, 3 90031",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), PartyOf(Profile("PolicyProfile"), journey: "")),
        Good = Of(Exchange(1, "Read") + Send(2), Party()),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Merged.RelyingParty is not { } party || !string.IsNullOrWhiteSpace(party.Child("DefaultUserJourney")?["ReferenceId"])
            ? []
            : [Finding.At(
                party,
                $"Policy '{policy.Merged.PolicyId}' does not specify a default user journey. Ensure that the policy or it's parents specify a default "
                + "user journey as part of a relying party section.")];
}
