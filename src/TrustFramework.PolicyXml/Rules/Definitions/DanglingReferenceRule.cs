using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Creates the rules about references to undefined elements: policy-rules 2 #5. The text and its prefix for orchestration steps,
/// including those of sub-journeys, are observed for claim types, claims transformations, technical profiles and user journeys (AD#27602,
/// SA#53, SA#481, azure-docs #62181) and assumed for the other kinds [I]. References of the observed kinds are checked in every upload; a reference of another
/// kind in a base policy is a warning, because a child file can define the element. An element is defined when the policy or one of its base policies contains it,
/// used or not.
/// </summary>
internal static class DanglingReferenceRule
{
    /// <param name="name">The name of the rule.</param>
    /// <param name="kind">The kind of the referenced element, as the message names it.</param>
    /// <param name="provenance">The provenance of the text for this kind.</param>
    /// <param name="references">Returns all references to the kind, in the order in which they are checked.</param>
    /// <param name="defined">Returns the defined elements of the kind.</param>
    public static PolicyRule Create(
        string name,
        string kind,
        Provenance provenance,
        Func<MergedPolicy, IEnumerable<PolicyReference>> references,
        Func<MergedPolicy, PolicyMap> defined) =>
        new(
            name,
            ValidationStage.Definitions,
            FormatMessage("{0}", "{1}", kind, "{2}"),
            provenance,
            "policy-rules 2 #5",
            context => Evaluate(context, kind, references, defined))
        {
            Level = provenance == Provenance.Observed ? RuleLevel.Error : RuleLevel.ErrorWithRelyingParty,
        };

    /// <summary>Returns the message of a kind that only orchestration steps refer to.</summary>
    public static string GetStepMessageTemplate(string kind) => FormatStepPrefix("{0}", "{1}", "{2}", "{3}") + FormatMessage("{2}", "{3}", kind, "{4}");

    private static IEnumerable<Finding> Evaluate(
        ValidationContext context, string kind, Func<MergedPolicy, IEnumerable<PolicyReference>> references, Func<MergedPolicy, PolicyMap> defined)
    {
        var merged = context.Merged;
        var definedElements = defined(merged);
        foreach (var reference in references(merged))
        {
            if (reference.Id is { } id && !definedElements.ContainsKey(id))
                yield return Finding.Create(reference.Node, FormatPrefix(context, reference) + FormatMessage(merged.PolicyId, context.TenantName, kind, id)) with { IsWarning = !reference.IsUsed };
        }
    }

    private static string FormatPrefix(ValidationContext context, PolicyReference reference) => reference.Step is var (journey, step)
        ? FormatStepPrefix(step.Order, journey.Id, context.Merged.PolicyId, context.TenantName)
        : "";

    private static string FormatStepPrefix(string order, string journey, string policyId, string tenant) =>
        $"The following error occurred in orchestration step {order} in user journey \"{journey}\" in policy \"{policyId}\" of tenant \"{tenant}\": ";

    private static string FormatMessage(string policyId, string tenant, string kind, string id) =>
        $"Policy \"{policyId}\" of tenant \"{tenant}\" makes a reference to {kind} with id \"{id}\" "
        + "but neither the policy nor any of its base policies contain such an element.";
}
