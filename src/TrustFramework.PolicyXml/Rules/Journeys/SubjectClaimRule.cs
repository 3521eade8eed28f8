using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The subject is one of the output claims, by its name in the token [D]. The id of the claim and the default partner names of
/// its claim type are accepted too: for SAML, they fail only at sign-in (AD#90498 [O]). The text is unknown. [I]
/// </summary>
internal static class SubjectClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "subject-claim",
        ValidationStage.Journeys,
        "The SubjectNamingInfo of profile '{0}' specifies the claim '{1}', which is not an output claim of the profile.",
        Provenance.Inferred,
        "policy-rules 2 #29",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(outputs: "<OutputClaim ClaimTypeReferenceId=\"objectId\" />")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(outputs: SubjectOutputClaim)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var profile in RelyingPartyProfiles.Get(context.Merged))
        {
            if (profile.Node.Element("SubjectNamingInfo") is { } naming && naming["ClaimType"] is { } claim
                && !profile.OutputClaims.SelectMany(output => GetClaimNames(context, output)).Contains(claim, StringComparer.OrdinalIgnoreCase))
            {
                yield return Finding.Create(
                    naming, $"The SubjectNamingInfo of profile '{profile.Id}' specifies the claim '{claim}', which is not an output claim of the profile.") with
                {
                    Hint = $"Set PartnerClaimType=\"{claim}\" on the output claim that identifies the user.",
                };
            }
        }
    }

    private static IEnumerable<string> GetClaimNames(ValidationContext context, ClaimMapping output) =>
        (context.Merged.ClaimTypes.Find(output.ClaimTypeId)?.Elements("DefaultPartnerClaimTypes", "Protocol") ?? []).Select(protocol => protocol["PartnerClaimType"])
            .Append(output.PartnerClaimType).Append(output.ClaimTypeId).OfType<string>();
}
