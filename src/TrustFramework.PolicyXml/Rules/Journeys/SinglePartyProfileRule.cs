using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party has one technical profile, as in all accepted policies [V], although the schema takes more. The text is unknown. [I]</summary>
internal static class SinglePartyProfileRule
{
    private const string TooMany = "The RelyingParty section of TrustFramework Policy must contain exactly one TechnicalProfile.";

    public static PolicyRule Rule { get; } = new("single-relying-party-profile", Stage.Journeys, TooMany, Provenance.Inferred, "policy-rules 4", Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), PartyOf(Profile("PolicyProfile") + Profile("Another"))),
        Good = Of(Exchange(1, "Read") + Send(2), PartyOf(Profile("Another"))),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        (policy.Merged.RelyingParty?.Each("TechnicalProfile") ?? []).Skip(1).Take(1).Select(second => Finding.At(second, TooMany));
}
