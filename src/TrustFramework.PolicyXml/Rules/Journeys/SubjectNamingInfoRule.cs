using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party names the claim of the subject [D], although the schema does not require it. The text is unknown. [I]</summary>
internal static class SubjectNamingInfoRule
{
    public static PolicyRule Rule { get; } = new(
        "subject-naming",
        ValidationStage.Journeys,
        "Profile '{0}' does not contain the required SubjectNamingInfo.",
        Provenance.Inferred,
        "policy-rules 2 #29",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(naming: "")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(naming: SubjectNamingInfo)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => RelyingPartyProfiles.Get(context.Merged)
        .Where(profile => profile.Node.Element("SubjectNamingInfo") is null)
        .Select(profile => Finding.Create(profile.Node, $"Profile '{profile.Id}' does not contain the required SubjectNamingInfo."));
}
