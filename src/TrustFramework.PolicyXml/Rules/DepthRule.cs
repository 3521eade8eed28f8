namespace TrustFramework.PolicyXml.Rules;

/// <summary>At most ten levels, the policy itself among them: graph-surface 9 [D]; the text is unknown.</summary>
internal static class DepthRule
{
    public static PolicyRule Rule { get; } = new(
        "depth", Stage.Chain, InheritanceText.Template, Provenance.Inferred, "policy-rules 2 #30", Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Chain.End != ChainEnd.TooDeep
            ? []
            : [InheritanceText.Refuse(policy, $"The chain has more than {PolicyChain.MaxLevels} levels.")];
}
