using System.Runtime.CompilerServices;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// Keeps the merged policy of each file for as long as its base policies stay the same: children are uploaded far more often than
/// base policies. An entry lives as long as the file's root element. Thread-safe.
/// </summary>
public sealed class MergedPolicyCache
{
    private readonly ConditionalWeakTable<PolicyNode, MergedPolicy> _mergedByRoot = [];

    /// <param name="basePolicy">The merged base policies; null for the root of a chain.</param>
    /// <param name="root">The root element of the file.</param>
    internal MergedPolicy GetOrExtend(MergedPolicy? basePolicy, PolicyNode root)
    {
        if (_mergedByRoot.TryGetValue(root, out var cached) && ReferenceEquals(cached.BasePolicy, basePolicy))
            return cached;
        var merged = MergedPolicy.Extend(basePolicy, root);
        _mergedByRoot.AddOrUpdate(root, merged);
        return merged;
    }
}
