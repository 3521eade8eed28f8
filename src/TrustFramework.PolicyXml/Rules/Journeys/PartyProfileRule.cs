using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party has a technical profile [D]; the text is catalogue 90228.</summary>
internal static class PartyProfileRule
{
    private const string Missing = "The RelyingParty section of TrustFramework Policy does not have required TechnicalProfiles.";

    public static PolicyRule Rule { get; } = new("relying-party-profile", Stage.Journeys, Missing, Provenance.Inferred, "policy-rules 2 #29, 3 90228", Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), PartyOf("")),
        Good = Of(Exchange(1, "Read") + Send(2), Party()),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Merged.RelyingParty is { } party && party.Child("TechnicalProfile") is null ? [Finding.At(party, Missing)] : [];
}
