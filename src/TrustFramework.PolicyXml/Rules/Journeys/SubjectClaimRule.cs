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
        var partnerNames = new Dictionary<PolicyNode, IReadOnlySet<string>>();
        foreach (var profile in RelyingPartyProfiles.Get(context.Merged))
        {
            if (profile.Node.Element("SubjectNamingInfo") is { } naming && naming["ClaimType"] is { } claim
                && !profile.OutputClaims.Any(output => HasName(output, claim) || HasDefaultPartnerName(context.Merged.ClaimTypes.Find(output.ClaimTypeId), claim)))
            {
                yield return Finding.Create(
                    naming, $"The SubjectNamingInfo of profile '{profile.Id}' specifies the claim '{claim}', which is not an output claim of the profile.") with
                {
                    Hint = $"Set PartnerClaimType=\"{claim}\" on the output claim that identifies the user.",
                };
            }
        }

        bool HasDefaultPartnerName(PolicyNode? claimType, string name)
        {
            if (claimType is null)
                return false;
            if (!partnerNames.TryGetValue(claimType, out var names))
                partnerNames.Add(claimType, names = GetDefaultPartnerNames(claimType).ToHashSet(StringComparer.OrdinalIgnoreCase));
            return names.Contains(name);
        }
    }

    private static bool HasName(ClaimMapping output, string name) =>
        name.Equals(output.PartnerClaimType, StringComparison.OrdinalIgnoreCase) || name.Equals(output.ClaimTypeId, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> GetDefaultPartnerNames(PolicyNode claimType) =>
        claimType.Elements("DefaultPartnerClaimTypes", "Protocol").Select(protocol => protocol["PartnerClaimType"]).OfType<string>();
}
