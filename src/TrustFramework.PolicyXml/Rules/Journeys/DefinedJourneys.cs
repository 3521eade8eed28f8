using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The journeys of a whole chain, used or not: every upload, a base file's too, is judged on all of them.</summary>
internal static class DefinedJourneys
{
    public static IEnumerable<Journey> OfUsers(MergedPolicy policy) => policy.UserJourneys.Values.Select(policy.JourneyOf);

    public static IEnumerable<Journey> Sub(MergedPolicy policy) => policy.SubJourneys.Values.Select(policy.JourneyOf);

    public static IEnumerable<Journey> All(MergedPolicy policy) => OfUsers(policy).Concat(Sub(policy));

    /// <summary>The steps of all journeys when the chain has a relying party, else none: what accepted policies show was seen on such chains only.</summary>
    public static IEnumerable<(Journey In, JourneyStep Step)> StepsForParty(MergedPolicy policy) =>
        policy.RelyingParty is null ? [] : All(policy).SelectMany(journey => journey.Steps, (journey, step) => (journey, step));
}
