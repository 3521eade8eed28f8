namespace TrustFramework.PolicyXml.Views;

/// <summary>Why a chain cannot be shown as one policy.</summary>
public static class BrokenChainMessage
{
    /// <param name="chain">One that <see cref="PolicyChain.Merge"/> makes nothing of.</param>
    public static string Format(PolicyChain chain)
    {
        var nearest = chain.Ancestors.IsEmpty ? chain.Leaf : chain.Ancestors[^1];
        return chain.Status switch
        {
            PolicyChainStatus.BasePolicyMissing => $"The base policy '{chain.UnresolvedBasePolicyId}' of '{nearest.PolicyId}' is missing.",
            PolicyChainStatus.Cycle => $"'{nearest.PolicyId}' stands on '{nearest.BasePolicyId}', which stands on it.",
            PolicyChainStatus.TooDeep => $"The chain of '{chain.Leaf.PolicyId}' has more than {PolicyChain.MaxLevels} levels.",
            _ => $"'{chain.Ancestors.Prepend(chain.Leaf).FirstOrDefault(policy => policy.Root is null)?.PolicyId}' breaks the schema.",
        };
    }
}
