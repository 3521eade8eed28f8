using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The parts of a merged policy that refer to others.</summary>
internal static class ReferringParts
{
    /// <summary>
    /// Technical profiles, that of the relying party last. What a profile includes is not put under it here: the included profile is
    /// one of these itself. What was in order in a base still is, since nothing that it refers to can be taken away.
    /// </summary>
    public static IEnumerable<PolicyNode> Profiles(MergedPolicy policy) =>
        policy.Fresh(found => found.TechnicalProfiles).Concat(policy.RelyingParty?.Each("TechnicalProfile") ?? []);

    /// <summary>User journeys, then sub-journeys, whether or not anything enters them.</summary>
    public static IEnumerable<Journey> Journeys(MergedPolicy policy) =>
        policy.Fresh(found => found.UserJourneys).Concat(policy.Fresh(found => found.SubJourneys)).Select(policy.JourneyOf);

    /// <summary>What the steps of all journeys name.</summary>
    /// <param name="parts">The elements of a step that name something, perhaps the step itself.</param>
    /// <param name="attribute">In which attribute; an empty one names nothing.</param>
    public static IEnumerable<PolicyReference> Steps(MergedPolicy policy, Func<JourneyStep, IEnumerable<PolicyNode>> parts, string attribute) =>
        from journey in Journeys(policy)
        from step in journey.Steps
        from part in parts(step)
        where part[attribute] is not (null or "")
        select PolicyReference.By(part, attribute) with { Found = (journey, step) };
}
