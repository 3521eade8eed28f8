using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// An output claim of the relying party is provided by a step [O] or by the relying party's own transformations [I]: see <see
/// cref="ClaimFlow"/>. Not checked when the journey invokes a sub-journey, because an official sample would fail (policy-rules
/// 2.1 rule 3 [I]).
/// </summary>
internal static class RelyingPartyOutputRule
{
    public static PolicyRule Rule { get; } = new(
        "relying-party-output",
        ValidationStage.Journeys,
        "Claim type \"{0}\" is the output claim of the relying party's technical profile, but it is not an output claim in any of the steps of user "
            + "journey \"{1}\".",
        Provenance.Observed,
        "policy-rules 2 #3",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty($"{SubjectOutputClaim}<OutputClaim ClaimTypeReferenceId=\"email\" />")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty($"{SubjectOutputClaim}<OutputClaim ClaimTypeReferenceId=\"email\" DefaultValue=\"\" />")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        if (ClaimFlow.Start(context.Merged) is not { } flow || flow.Journey.Steps.Any(step => step.Type == StepType.InvokeSubJourney))
            return [];
        var available = flow.ExecuteToEnd();
        return RelyingPartyProfiles.Get(context.Merged).SelectMany(profile => FindMissing(context, profile, available))
            .DistinctBy(output => output.ClaimTypeId, StringComparer.OrdinalIgnoreCase)
            .Select(output => Finding.Create(
                output.Node,
                $"Claim type \"{output.ClaimTypeId}\" is the output claim of the relying party's technical profile, but it is not an output claim in any of the "
                + $"steps of user journey \"{flow.Journey.Id}\"."));
    }

    private static IEnumerable<ClaimMapping> FindMissing(ValidationContext context, TechnicalProfile profile, IReadOnlySet<string> available)
    {
        var transformed = ClaimFlow.GetTransformationOutputs(context.Merged, profile.OutputClaimsTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.OutputClaims.Where(output =>
            output is { DefaultValue: null, ClaimTypeId: { } claim } && !available.Contains(claim) && !transformed.Contains(claim));
    }
}
