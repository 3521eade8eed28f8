namespace TrustFramework.PolicyXml.Rules;

/// <summary>A chain has at most ten levels, including the policy itself: graph-surface 9 [D]. The text is unknown.</summary>
internal static class DepthRule
{
    public static PolicyRule Rule { get; } = new(
        "depth", ValidationStage.Chain, InheritanceMessage.Template, Provenance.Inferred, "policy-rules 2 #30", Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Chain.Status != PolicyChainStatus.TooDeep
            ? []
            : [InheritanceMessage.CreateFinding(context, $"The chain has more than {PolicyChain.MaxLevels} levels.")];
}
