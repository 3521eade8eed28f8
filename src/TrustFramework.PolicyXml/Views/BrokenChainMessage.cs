namespace TrustFramework.PolicyXml.Views;

/// <summary>The message for a chain that cannot be merged.</summary>
public static class BrokenChainMessage
{
    /// <param name="chain">A chain for which <see cref="PolicyChain.Merge"/> returns null.</param>
    public static string Format(PolicyChain chain)
    {
        var last = chain.Last;
        return chain.Status switch
        {
            PolicyChainStatus.BasePolicyMissing => $"The base policy '{chain.UnresolvedBasePolicyId}' of '{last.PolicyId}' is missing.",
            PolicyChainStatus.Cycle => $"'{last.PolicyId}' inherits from '{last.BasePolicyId}', which inherits from it.",
            PolicyChainStatus.TooDeep => $"The chain of '{chain.Leaf.PolicyId}' has more than {PolicyChain.MaxLevels} levels.",
            _ => $"'{chain.Policies.FirstOrDefault(policy => policy.Root is null)?.PolicyId}' violates the schema.",
        };
    }
}
