using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>How the walk from a policy to the root of its chain ended, or that it has not.</summary>
public enum ChainEnd
{
    /// <summary>The next base policy is still to be looked up: <see cref="PolicyChain.Wanted"/>.</summary>
    Open,

    /// <summary>The last policy stands on nothing.</summary>
    Root,

    /// <summary>A base policy is not in the tenant.</summary>
    BaseMissing,

    /// <summary>A policy stands, through others, on itself.</summary>
    Cycle,

    /// <summary>More levels than the service allows.</summary>
    TooDeep,
}

/// <summary>
/// A policy and its base policies, nearest first, gathered one at a time by whoever can look them up: ask for
/// <see cref="Wanted"/>, give the answer to <see cref="Add"/>, until nothing is wanted.
/// </summary>
public sealed record PolicyChain
{
    /// <summary>The policy itself counts as a level: graph-surface 9 [D] gives the figure, what counts is [I].</summary>
    public const int MaxLevels = 10;

    private PolicyChain(PolicyDocument leaf, ImmutableArray<PolicyDocument> ancestors, ChainEnd end, string? wanted) =>
        (Leaf, Ancestors, End, Wanted) = (leaf, ancestors, end, wanted);

    public PolicyDocument Leaf { get; }

    public ImmutableArray<PolicyDocument> Ancestors { get; }

    public ChainEnd End { get; }

    /// <summary>The id to look up next or, when it was not there, the id that is missing.</summary>
    public string? Wanted { get; }

    /// <summary>The ids from the policy to as far as the walk came.</summary>
    public IEnumerable<string> Ids => Ancestors.Select(ancestor => ancestor.PolicyId).Prepend(Leaf.PolicyId);

    public static PolicyChain From(PolicyDocument leaf) => Next(leaf, []);

    /// <summary>Takes what was found under <see cref="Wanted"/>; null means that it is not there.</summary>
    public PolicyChain Add(PolicyDocument? found) =>
        found is null ? new PolicyChain(Leaf, Ancestors, ChainEnd.BaseMissing, Wanted) : Next(Leaf, Ancestors.Add(found));

    /// <summary>The whole chain as one policy; null when a base is missing or a file breaks the schema.</summary>
    public MergedPolicy? Merge()
    {
        if (End != ChainEnd.Root)
            return null;
        MergedPolicy? under = null;
        foreach (var document in Ancestors.Reverse().Append(Leaf))
        {
            under = document.Over(under);
            if (under is null)
                return null;
        }

        return under;
    }

    private static PolicyChain Next(PolicyDocument leaf, ImmutableArray<PolicyDocument> ancestors)
    {
        var top = ancestors.IsEmpty ? leaf : ancestors[^1];
        var end = top.BasePolicyId switch
        {
            null => ChainEnd.Root,
            var next when ancestors.Prepend(leaf).Any(policy => PolicyDocument.IdComparer.Equals(policy.PolicyId, next)) => ChainEnd.Cycle,
            _ when ancestors.Length + 1 >= MaxLevels => ChainEnd.TooDeep,
            _ => ChainEnd.Open,
        };
        return new PolicyChain(leaf, ancestors, end, end == ChainEnd.Open ? top.BasePolicyId : null);
    }
}
