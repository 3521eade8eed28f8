namespace TrustFramework.PolicyXml.Rules;

/// <summary>Every base policy of the chain exists in the tenant. The most common cause of a missing one is the order of uploads.</summary>
internal static class BasePolicyExistsRule
{
    public static PolicyRule Rule { get; } = new(
        "base-exists",
        ValidationStage.Chain,
        "Policy with 'policyId': {0} cannot be found in the directory '{1}'.",
        Provenance.Observed,
        "policy-rules 2 #6",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Chain is not { Status: PolicyChainStatus.BasePolicyMissing, UnresolvedBasePolicyId: { } missing }
            ? []
            : [new Finding($"Policy with 'policyId': {missing.ToUpperInvariant()} cannot be found in the directory '{context.TargetTenant.ObjectId}'.")
            {
                Hint = $"Upload '{missing}' first, then {string.Join(", then ", context.Chain.PolicyIds.Reverse().Select(id => $"'{id}'"))}.",
            }];
}
