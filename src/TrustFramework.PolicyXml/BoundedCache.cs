namespace TrustFramework.PolicyXml;

/// <summary>
/// Keeps values up to a total size. A value of more than half of it is not kept. When the values that were used last reach half of it, those that
/// were not used since the previous time are removed. Thread-safe.
/// </summary>
/// <param name="maxSize">In the unit of the sizes of the values.</param>
public sealed class BoundedCache<TKey, TValue>(long maxSize, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, (TValue Value, long Size)> _recent = new(comparer);
    private Dictionary<TKey, (TValue Value, long Size)> _older = new(comparer);
    private long _recentSize;

    /// <summary>Null when the cache does not contain the key.</summary>
    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            if (_recent.TryGetValue(key, out var found))
                return found.Value;
            if (!_older.Remove(key, out found))
                return null;
            Add(key, found.Value, found.Size);
            return found.Value;
        }
    }

    public void Set(TKey key, TValue value, long size)
    {
        lock (_lock)
        {
            Remove(key);
            Add(key, value, size);
        }
    }

    public void Remove(TKey key)
    {
        lock (_lock)
        {
            _older.Remove(key);
            if (_recent.Remove(key, out var removed))
                _recentSize -= removed.Size;
        }
    }

    private void Add(TKey key, TValue value, long size)
    {
        if (size > maxSize / 2)
            return;
        if (_recentSize + size > maxSize / 2)
            (_older, _recent, _recentSize) = (_recent, new Dictionary<TKey, (TValue, long)>(comparer), 0);
        _recent[key] = (value, size);
        _recentSize += size;
    }
}
