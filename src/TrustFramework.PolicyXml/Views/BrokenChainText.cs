namespace TrustFramework.PolicyXml.Views;

/// <summary>Why a chain cannot be shown as one policy.</summary>
public static class BrokenChainText
{
    /// <param name="chain">One that <see cref="PolicyChain.Merge"/> makes nothing of.</param>
    public static string Of(PolicyChain chain)
    {
        var nearest = chain.Ancestors.IsEmpty ? chain.Leaf : chain.Ancestors[^1];
        return chain.End switch
        {
            ChainEnd.BaseMissing => $"The base policy '{chain.Wanted}' of '{nearest.PolicyId}' is missing.",
            ChainEnd.Cycle => $"'{nearest.PolicyId}' stands on '{nearest.BasePolicyId}', which stands on it.",
            ChainEnd.TooDeep => $"The chain of '{chain.Leaf.PolicyId}' has more than {PolicyChain.MaxLevels} levels.",
            _ => $"'{chain.Ancestors.Prepend(chain.Leaf).FirstOrDefault(policy => policy.Root is null)?.PolicyId}' breaks the schema.",
        };
    }
}
