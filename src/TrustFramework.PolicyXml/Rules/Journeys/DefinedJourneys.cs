using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// Returns the journeys of the whole chain, used or not. Every upload, including that of a base file, is validated on all of
/// them.
/// </summary>
internal static class DefinedJourneys
{
    public static IEnumerable<Journey> GetUserJourneys(MergedPolicy policy) => policy.UserJourneys.Values.Select(policy.GetJourney);

    public static IEnumerable<Journey> GetSubJourneys(MergedPolicy policy) => policy.SubJourneys.Values.Select(policy.GetJourney);

    public static IEnumerable<Journey> GetAll(MergedPolicy policy) => GetUserJourneys(policy).Concat(GetSubJourneys(policy));

    /// <summary>
    /// Returns the steps of all journeys when the chain has a relying party, else none: the conditions on accepted policies were
    /// observed only on chains with a relying party.
    /// </summary>
    public static IEnumerable<(Journey Journey, OrchestrationStep Step)> GetRelyingPartySteps(MergedPolicy policy) =>
        policy.RelyingParty is null ? [] : GetAll(policy).SelectMany(journey => journey.Steps, (journey, step) => (journey, step));
}
