using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The journeys of a whole chain, used or not: every upload, a base file's too, is judged on all of them.</summary>
internal static class DefinedJourneys
{
    public static IEnumerable<Journey> GetUserJourneys(MergedPolicy policy) => policy.UserJourneys.Values.Select(policy.GetJourney);

    public static IEnumerable<Journey> GetSubJourneys(MergedPolicy policy) => policy.SubJourneys.Values.Select(policy.GetJourney);

    public static IEnumerable<Journey> GetAll(MergedPolicy policy) => GetUserJourneys(policy).Concat(GetSubJourneys(policy));

    /// <summary>The steps of all journeys when the chain has a relying party, else none: what accepted policies show was seen on such chains only.</summary>
    public static IEnumerable<(Journey Journey, OrchestrationStep Step)> GetRelyingPartySteps(MergedPolicy policy) =>
        policy.RelyingParty is null ? [] : GetAll(policy).SelectMany(journey => journey.Steps, (journey, step) => (journey, step));
}
