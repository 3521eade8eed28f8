using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The subject is one of the output claims, by the name it has in the token [D]. Its own name and the default partner names of its claim
/// type are taken as well: for SAML they fail only when somebody signs in (AD#90498 [O]). The text is unknown. [I]
/// </summary>
internal static class SubjectClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "subject-claim",
        Stage.Journeys,
        "The SubjectNamingInfo of profile '{0}' specifies the claim '{1}', which is not an output claim of the profile.",
        Provenance.Inferred,
        "policy-rules 2 #29",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), Party(outputs: "<OutputClaim ClaimTypeReferenceId=\"objectId\" />")),
        Good = Of(Exchange(1, "Read") + Send(2), Party(outputs: Subject)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var profile in PartyProfiles.Of(policy.Merged))
        {
            if (profile.Node.Child("SubjectNamingInfo") is { } naming && naming["ClaimType"] is { } claim
                && !profile.OutputClaims.SelectMany(output => NamesOf(policy, output)).Contains(claim, StringComparer.OrdinalIgnoreCase))
            {
                yield return Finding.At(
                    naming, $"The SubjectNamingInfo of profile '{profile.Id}' specifies the claim '{claim}', which is not an output claim of the profile.") with
                {
                    Hint = $"Give the output claim that names the user PartnerClaimType=\"{claim}\".",
                };
            }
        }
    }

    private static IEnumerable<string> NamesOf(PolicyCase policy, ClaimUse output) =>
        (policy.Merged.ClaimTypes.Find(output.Claim)?.Each("DefaultPartnerClaimTypes", "Protocol") ?? []).Select(protocol => protocol["PartnerClaimType"])
            .Append(output.Partner).Append(output.Claim).OfType<string>();
}
