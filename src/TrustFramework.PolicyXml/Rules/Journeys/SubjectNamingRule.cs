using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A relying party says which claim is the subject [D], although the schema does not ask for it. The text is unknown. [I]</summary>
internal static class SubjectNamingRule
{
    public static PolicyRule Rule { get; } = new(
        "subject-naming",
        Stage.Journeys,
        "Profile '{0}' does not contain the required SubjectNamingInfo.",
        Provenance.Inferred,
        "policy-rules 2 #29",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), Party(naming: "")),
        Good = Of(Exchange(1, "Read") + Send(2), Party(naming: Naming)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => PartyProfiles.Of(policy.Merged)
        .Where(profile => profile.Node.Child("SubjectNamingInfo") is null)
        .Select(profile => Finding.At(profile.Node, $"Profile '{profile.Id}' does not contain the required SubjectNamingInfo."));
}
