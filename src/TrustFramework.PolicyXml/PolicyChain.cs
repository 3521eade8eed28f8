using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>A policy and its base policies, nearest first.</summary>
public sealed class PolicyChain
{
    /// <summary>The policy itself counts as a level. The number is graph-surface 9 [D]; what counts as a level is [I].</summary>
    public const int MaxLevels = 10;

    private readonly MergedPolicyCache? _cache;
    private MergedPolicy? _merged;
    private string? _nextBasePolicyId;

    private PolicyChain(PolicyDocument leaf, MergedPolicyCache? cache)
    {
        (Leaf, _cache) = (leaf, cache);
        Advance();
    }

    public PolicyDocument Leaf { get; }

    public ImmutableArray<PolicyDocument> Ancestors { get; private set; } = [];

    public PolicyChainStatus Status { get; private set; }

    /// <summary>The id of the base policy that was not found; null for any other status.</summary>
    public string? UnresolvedBasePolicyId { get; private set; }

    /// <summary>The last policy that was found, which is the root of a complete chain.</summary>
    public PolicyDocument Last => Ancestors.IsEmpty ? Leaf : Ancestors[^1];

    /// <summary>All policies of the chain, the leaf first.</summary>
    public IEnumerable<PolicyDocument> Policies => Ancestors.Prepend(Leaf);

    /// <summary>The ids of <see cref="Policies"/>.</summary>
    public IEnumerable<string> PolicyIds => Policies.Select(policy => policy.PolicyId);

    /// <summary>Follows the base policies of a policy to the root.</summary>
    /// <param name="find">Looks a base policy up by its id; null when there is none.</param>
    /// <param name="cache">Keeps merged policies between chains; null merges each chain anew.</param>
    public static PolicyChain Load(PolicyDocument leaf, Func<string, PolicyDocument?> find, MergedPolicyCache? cache = null)
    {
        var chain = new PolicyChain(leaf, cache);
        while (chain._nextBasePolicyId is { } id)
            chain.Add(find(id));
        return chain;
    }

    /// <inheritdoc cref="Load"/>
    public static async ValueTask<PolicyChain> LoadAsync(PolicyDocument leaf, Func<string, ValueTask<PolicyDocument?>> find, MergedPolicyCache? cache = null)
    {
        var chain = new PolicyChain(leaf, cache);
        while (chain._nextBasePolicyId is { } id)
            chain.Add(await find(id));
        return chain;
    }

    /// <summary>Merges the chain into one policy; null when the chain is incomplete or a file violates the schema.</summary>
    public MergedPolicy? Merge() => _merged ??= Status == PolicyChainStatus.Complete ? MergeDocuments() : null;

    private MergedPolicy? MergeDocuments()
    {
        MergedPolicy? merged = null;
        foreach (var document in Policies.Reverse())
        {
            if (document.Root is not { } root)
                return null;
            merged = _cache is null ? MergedPolicy.Extend(merged, root) : _cache.GetOrExtend(merged, document);
        }

        return merged;
    }

    private void Add(PolicyDocument? basePolicy)
    {
        if (basePolicy is null)
        {
            (Status, UnresolvedBasePolicyId, _nextBasePolicyId) = (PolicyChainStatus.BasePolicyMissing, _nextBasePolicyId, null);
            return;
        }

        Ancestors = Ancestors.Add(basePolicy);
        Advance();
    }

    private void Advance() => (Status, _nextBasePolicyId) = Last.BasePolicyId switch
    {
        null => (PolicyChainStatus.Complete, null),
        var id when PolicyIds.Contains(id, PolicyDocument.IdComparer) => (PolicyChainStatus.Cycle, null),
        _ when Ancestors.Length + 1 >= MaxLevels => (PolicyChainStatus.TooDeep, null),
        var id => (default(PolicyChainStatus), id),
    };
}
