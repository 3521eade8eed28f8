using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The relying party returns each claim once under a name. The service accepts duplicates (policy-rules 4 [V]); which one is returned is
/// not documented. Returning a claim under several names is valid.
/// </summary>
internal static class DuplicateOutputClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "output-claim-twice",
        ValidationStage.Journeys,
        "The relying party of policy '{0}' has the output claim '{1}' more than once.",
        Provenance.Observed,
        "policy-rules 2.1 rule 3, 4",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = Sample("""<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />"""),
        ValidSample = Sample("""<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="oid" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var profile in RelyingPartyProfiles.Get(context.Merged))
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var claim in profile.OutputClaims.Where(claim => !seen.Add($"{claim.ClaimTypeId}\n{claim.PartnerClaimType}")))
                yield return Finding.Create(claim.Node, $"The relying party of policy '{context.Merged.PolicyId}' has the output claim '{claim.ClaimTypeId}' more than once.");
        }
    }

    private static RuleSample Sample(string second) =>
        CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(SubjectOutputClaim + second));
}
