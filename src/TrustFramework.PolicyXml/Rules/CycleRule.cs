namespace TrustFramework.PolicyXml.Rules;

/// <summary>A policy does not inherit from itself, directly or through others.</summary>
internal static class CycleRule
{
    public static PolicyRule Rule { get; } = new(
        "cycle", ValidationStage.Chain, InheritanceMessage.Template, Provenance.Inferred, "policy-rules 5", Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Chain.Status != PolicyChainStatus.Cycle
            ? []
            : [InheritanceMessage.CreateFinding(context, $"Policy {context.Chain.Last.BasePolicyId} inherits from itself.")];
}
