using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The parts of a merged policy that refer to others.</summary>
internal static class ReferencingElements
{
    /// <summary>
    /// Technical profiles, that of the relying party last. What a profile includes is not put under it here: the included profile is
    /// one of these itself. What was in order in a base still is, since nothing that it refers to can be taken away.
    /// </summary>
    public static IEnumerable<PolicyNode> GetTechnicalProfiles(MergedPolicy policy) =>
        policy.GetNewOrChanged(found => found.TechnicalProfiles).Concat(policy.RelyingParty?.Elements("TechnicalProfile") ?? []);

    /// <summary>User journeys, then sub-journeys, whether or not anything enters them.</summary>
    public static IEnumerable<Journey> GetJourneys(MergedPolicy policy) =>
        policy.GetNewOrChanged(found => found.UserJourneys).Concat(policy.GetNewOrChanged(found => found.SubJourneys)).Select(policy.GetJourney);

    /// <summary>What the steps of all journeys name.</summary>
    /// <param name="selectElements">The elements of a step that name something, perhaps the step itself.</param>
    /// <param name="attribute">In which attribute; an empty one names nothing.</param>
    public static IEnumerable<PolicyReference> FindStepReferences(MergedPolicy policy, Func<OrchestrationStep, IEnumerable<PolicyNode>> selectElements, string attribute) =>
        from journey in GetJourneys(policy)
        from step in journey.Steps
        from part in selectElements(step)
        where part[attribute] is not (null or "")
        select PolicyReference.FromAttribute(part, attribute) with { Step = (journey, step) };
}
