namespace TrustFramework.PolicyXml;

/// <summary>How the inheritance chain of a policy ends.</summary>
public enum PolicyChainStatus
{
    /// <summary>The last policy has no base policy.</summary>
    Complete,

    /// <summary>A base policy was not found: <see cref="PolicyChain.UnresolvedBasePolicyId"/>.</summary>
    BasePolicyMissing,

    /// <summary>A policy inherits from itself, directly or through others.</summary>
    Cycle,

    /// <summary>The chain has more than <see cref="PolicyChain.MaxLevels"/> levels.</summary>
    TooDeep,
}
