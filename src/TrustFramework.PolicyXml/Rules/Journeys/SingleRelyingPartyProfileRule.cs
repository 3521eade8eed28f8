using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A relying party has one technical profile, as in all accepted policies [V], although the schema allows more. The text is
/// unknown. [I]
/// </summary>
internal static class SingleRelyingPartyProfileRule
{
    private const string TooManyMessage = "The RelyingParty section of TrustFramework Policy must contain exactly one TechnicalProfile.";

    public static PolicyRule Rule { get; } = new("single-relying-party-profile", ValidationStage.Journeys, TooManyMessage, Provenance.Inferred, "policy-rules 4", Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingPartyOf(Profile("PolicyProfile") + Profile("Another"))),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingPartyOf(Profile("Another"))),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        (context.Merged.RelyingParty?.Elements("TechnicalProfile") ?? []).Skip(1).Take(1).Select(second => Finding.Create(second, TooManyMessage));
}
