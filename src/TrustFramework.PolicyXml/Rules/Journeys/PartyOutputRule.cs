using TrustFramework.PolicyXml.Model;
using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// What goes into the token, a step gives out [O], the relying party's own transformations among them [I]: see <see cref="ClaimFlow"/>. Let be
/// when the journey invokes a sub-journey: an official sample would fail (policy-rules 2.1 rule 3 [I]).
/// </summary>
internal static class PartyOutputRule
{
    public static PolicyRule Rule { get; } = new(
        "relying-party-output",
        Stage.Journeys,
        "Claim type \"{0}\" is the output claim of the relying party's technical profile, but it is not an output claim in any of the steps of user "
            + "journey \"{1}\".",
        Provenance.Observed,
        "policy-rules 2 #3",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), Party($"{Subject}<OutputClaim ClaimTypeReferenceId=\"email\" />")),
        Good = Of(Exchange(1, "Read") + Send(2), Party($"{Subject}<OutputClaim ClaimTypeReferenceId=\"email\" DefaultValue=\"\" />")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        if (ClaimFlow.Of(policy.Merged) is not { } flow || flow.Journey.Steps.Any(step => step.Type == StepType.InvokeSubJourney))
            return [];
        return PartyProfiles.Of(policy.Merged).SelectMany(profile => Missing(policy, profile, flow))
            .DistinctBy(output => output.Claim, StringComparer.OrdinalIgnoreCase)
            .Select(output => Finding.At(
                output.Node,
                $"Claim type \"{output.Claim}\" is the output claim of the relying party's technical profile, but it is not an output claim in any of the "
                + $"steps of user journey \"{flow.Journey.Id}\"."));
    }

    private static IEnumerable<ClaimUse> Missing(PolicyCase policy, TechnicalProfile profile, ClaimFlow flow)
    {
        var own = ClaimFlow.OutputsOf(policy.Merged, profile.OutputTransformations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.OutputClaims.Where(output =>
            output is { DefaultValue: null, Claim: { } claim } && !flow.Available.Contains(claim) && !own.Contains(claim));
    }
}
