using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Returns the elements of a merged policy that refer to others.</summary>
internal static class ReferencingElements
{
    /// <summary>
    /// Returns technical profiles, that of the relying party last. Includes are not applied, because an included profile is
    /// itself an element of the result. Unchanged profiles of a valid base policy are left out: a child file cannot remove the
    /// elements that they refer to.
    /// </summary>
    public static IEnumerable<PolicyNode> GetTechnicalProfiles(MergedPolicy policy) =>
        policy.GetNewOrChanged(merged => merged.TechnicalProfiles).Concat(policy.RelyingParty?.Elements("TechnicalProfile") ?? []);

    /// <summary>Returns user journeys, then sub-journeys, used or not.</summary>
    public static IEnumerable<Journey> GetJourneys(MergedPolicy policy) =>
        policy.GetNewOrChanged(merged => merged.UserJourneys).Concat(policy.GetNewOrChanged(merged => merged.SubJourneys)).Select(policy.GetJourney);

    /// <summary>Returns the references in the steps of all journeys.</summary>
    /// <param name="selectElements">Returns the elements of a step that contain references, or the step itself.</param>
    /// <param name="attribute">The attribute that contains the reference; empty values are not references.</param>
    public static IEnumerable<PolicyReference> FindStepReferences(MergedPolicy policy, Func<OrchestrationStep, IEnumerable<PolicyNode>> selectElements, string attribute) =>
        from journey in GetJourneys(policy)
        from step in journey.Steps
        from part in selectElements(step)
        where part[attribute] is not (null or "")
        select PolicyReference.FromAttribute(part, attribute) with { Step = (journey, step) };
}
