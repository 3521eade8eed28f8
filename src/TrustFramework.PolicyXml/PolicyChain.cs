using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>How the walk from a policy to the root of its chain ended, or that it has not.</summary>
public enum PolicyChainStatus
{
    /// <summary>The next base policy is still to be looked up: <see cref="PolicyChain.UnresolvedBasePolicyId"/>.</summary>
    Incomplete,

    /// <summary>The last policy stands on nothing.</summary>
    Complete,

    /// <summary>A base policy is not in the tenant.</summary>
    BasePolicyMissing,

    /// <summary>A policy stands, through others, on itself.</summary>
    Cycle,

    /// <summary>More levels than the service allows.</summary>
    TooDeep,
}

/// <summary>
/// A policy and its base policies, nearest first, gathered one at a time by whoever can look them up: ask for
/// <see cref="UnresolvedBasePolicyId"/>, give the answer to <see cref="Add"/>, until nothing is wanted.
/// </summary>
public sealed record PolicyChain
{
    /// <summary>The policy itself counts as a level: graph-surface 9 [D] gives the figure, what counts is [I].</summary>
    public const int MaxLevels = 10;

    private PolicyChain(PolicyDocument leaf, ImmutableArray<PolicyDocument> ancestors, PolicyChainStatus end, string? wanted) =>
        (Leaf, Ancestors, Status, UnresolvedBasePolicyId) = (leaf, ancestors, end, wanted);

    public PolicyDocument Leaf { get; }

    public ImmutableArray<PolicyDocument> Ancestors { get; }

    public PolicyChainStatus Status { get; }

    /// <summary>The id to look up next or, when it was not there, the id that is missing.</summary>
    public string? UnresolvedBasePolicyId { get; }

    /// <summary>The ids from the policy to as far as the walk came.</summary>
    public IEnumerable<string> PolicyIds => Ancestors.Select(ancestor => ancestor.PolicyId).Prepend(Leaf.PolicyId);

    public static PolicyChain From(PolicyDocument leaf) => CreateWithStatus(leaf, []);

    /// <summary>Takes what was found under <see cref="UnresolvedBasePolicyId"/>; null means that it is not there.</summary>
    public PolicyChain Add(PolicyDocument? found) =>
        found is null ? new PolicyChain(Leaf, Ancestors, PolicyChainStatus.BasePolicyMissing, UnresolvedBasePolicyId) : CreateWithStatus(Leaf, Ancestors.Add(found));

    /// <summary>The whole chain as one policy; null when a base is missing or a file breaks the schema.</summary>
    public MergedPolicy? Merge()
    {
        if (Status != PolicyChainStatus.Complete)
            return null;
        MergedPolicy? under = null;
        foreach (var document in Ancestors.Reverse().Append(Leaf))
        {
            under = document.MergeOnto(under);
            if (under is null)
                return null;
        }

        return under;
    }

    private static PolicyChain CreateWithStatus(PolicyDocument leaf, ImmutableArray<PolicyDocument> ancestors)
    {
        var top = ancestors.IsEmpty ? leaf : ancestors[^1];
        var end = top.BasePolicyId switch
        {
            null => PolicyChainStatus.Complete,
            var next when ancestors.Prepend(leaf).Any(policy => PolicyDocument.IdComparer.Equals(policy.PolicyId, next)) => PolicyChainStatus.Cycle,
            _ when ancestors.Length + 1 >= MaxLevels => PolicyChainStatus.TooDeep,
            _ => PolicyChainStatus.Incomplete,
        };
        return new PolicyChain(leaf, ancestors, end, end == PolicyChainStatus.Incomplete ? top.BasePolicyId : null);
    }
}
