namespace TrustFramework.PolicyXml.Rules;

/// <summary>Every base policy up the chain is in the tenant. The commonest cause of its absence is the order of uploads.</summary>
internal static class BaseExistsRule
{
    public static PolicyRule Rule { get; } = new(
        "base-exists",
        Stage.Chain,
        "Policy with 'policyId': {0} cannot be found in the directory '{1}'.",
        Provenance.Observed,
        "policy-rules 2 #6",
        Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Chain is not { End: ChainEnd.BaseMissing, Wanted: { } missing }
            ? []
            : [new Finding($"Policy with 'policyId': {missing.ToUpperInvariant()} cannot be found in the directory '{policy.Home.ObjectId}'.")
            {
                Hint = $"Upload '{missing}' first, then {string.Join(", then ", policy.Chain.Ids.Reverse().Select(id => $"'{id}'"))}.",
            }];
}
