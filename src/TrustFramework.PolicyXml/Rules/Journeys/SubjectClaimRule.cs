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
                    Hint = $"Give the output claim that names the user PartnerClaimType=\"{claim}\".",
                };
            }
        }
    }

    private static IEnumerable<string> GetClaimNames(ValidationContext context, ClaimMapping output) =>
        (context.Merged.ClaimTypes.Find(output.ClaimTypeId)?.Elements("DefaultPartnerClaimTypes", "Protocol") ?? []).Select(protocol => protocol["PartnerClaimType"])
            .Append(output.PartnerClaimType).Append(output.ClaimTypeId).OfType<string>();
}
