namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// Keeps merged policies by the content of their files: children are uploaded far more often than base policies, and many tenants have the same
/// ones. Thread-safe.
/// </summary>
/// <param name="maxSize">The largest total size of the files, in bytes.</param>
public sealed class MergedPolicyCache(long maxSize = 16 * 1024 * 1024)
{
    private readonly BoundedCache<string, MergedPolicy> _mergedByContent = new(maxSize, StringComparer.Ordinal);

    /// <param name="basePolicy">The merged base policies; null for the root of a chain.</param>
    /// <param name="document">A file that conforms to the schema.</param>
    internal MergedPolicy GetOrExtend(MergedPolicy? basePolicy, PolicyDocument document)
    {
        var key = $"{basePolicy?.ContentKey} {document.ContentHash}";
        if (_mergedByContent.Find(key) is { } cached && cached.BasePolicy == basePolicy)
            return cached;
        var merged = MergedPolicy.Extend(basePolicy, document.Root!, key);
        _mergedByContent.Set(key, merged, document.Length);
        return merged;
    }
}
