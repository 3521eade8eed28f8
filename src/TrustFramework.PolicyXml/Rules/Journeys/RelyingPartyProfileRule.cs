using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party has a technical profile [D]. The text is catalog error 90228.</summary>
internal static class RelyingPartyProfileRule
{
    private const string MissingMessage = "The RelyingParty section of TrustFramework Policy does not have required TechnicalProfiles.";

    public static PolicyRule Rule { get; } = new("relying-party-profile", ValidationStage.Journeys, MissingMessage, Provenance.Inferred, "policy-rules 2 #29, 3 90228", Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingPartyOf("")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty()),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Merged.RelyingParty is { } relyingParty && relyingParty.Element("TechnicalProfile") is null ? [Finding.Create(relyingParty, MissingMessage)] : [];
}
