namespace TrustFramework.PolicyXml.Rules;

/// <summary>No policy stands, directly or through others, on itself.</summary>
internal static class CycleRule
{
    public static PolicyRule Rule { get; } = new(
        "cycle", Stage.Chain, InheritanceText.Template, Provenance.Inferred, "policy-rules 5", Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Chain.End != ChainEnd.Cycle
            ? []
            : [InheritanceText.Refuse(policy, $"Policy {(policy.Chain.Ancestors.LastOrDefault() ?? policy.Policy).BasePolicyId} inherits from itself.")];
}
