using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>
/// The items of a list that is merged from several files. A change takes time proportional to the items that it adds or removes, however
/// many the list has.
/// </summary>
/// <param name="keys">The attributes that may contain the key of an item. Keys ignore case; items without a key are never replaced.</param>
internal sealed class KeyedItems(params IReadOnlyList<string> keys)
{
    private readonly Dictionary<string, (Item First, Item Last)> _itemsByKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Item> _items = [];

    /// <summary>In reverse order.</summary>
    private readonly List<Item> _prepended = [];

    public void Append(IEnumerable<PolicyNode> nodes)
    {
        foreach (var node in nodes)
        {
            var item = new Item(node);
            _items.Add(item);
            if (FindKey(node) is not { } key)
                continue;
            if (_itemsByKey.TryGetValue(key, out var same))
                same.Last.NextOfKey = item;
            _itemsByKey[key] = (same.First ?? item, item);
        }
    }

    public void Prepend(IEnumerable<PolicyNode> nodes)
    {
        foreach (var node in nodes.Reverse())
        {
            var item = new Item(node);
            _prepended.Add(item);
            if (FindKey(node) is not { } key)
                continue;
            item.NextOfKey = _itemsByKey.TryGetValue(key, out var same) ? same.First : null;
            _itemsByKey[key] = (item, same.Last ?? item);
        }
    }

    /// <summary>
    /// Replaces each item by the new item with the same key, and appends the remaining new items. A file may contain a key twice: the first
    /// new item replaces the first item of the key, and items of the key that have no counterpart are removed.
    /// </summary>
    public void Replace(IEnumerable<PolicyNode> nodes)
    {
        var replacedByKey = new Dictionary<string, (Item Replaced, Item? Next)>(StringComparer.OrdinalIgnoreCase);
        var added = new List<PolicyNode>();
        foreach (var node in nodes)
        {
            if (FindKey(node) is not { } key)
            {
                added.Add(node);
                continue;
            }

            var isKnown = replacedByKey.TryGetValue(key, out var state);
            if ((isKnown ? state.Next : _itemsByKey.GetValueOrDefault(key).First) is not { } item)
            {
                added.Add(node);
                continue;
            }

            item.Versions.Add(node);
            replacedByKey[key] = (item, item.NextOfKey);
        }

        foreach (var (key, (replaced, next)) in replacedByKey)
            RemoveFrom(next, key, replaced);
        Append(added);
    }

    /// <param name="merge">Merges the versions of an item, base first.</param>
    public ImmutableArray<PolicyNode> ToImmutableArray(Func<IReadOnlyList<PolicyNode>, PolicyNode> merge) =>
        [.. _prepended.AsEnumerable().Reverse().Concat(_items).Where(item => !item.IsRemoved).Select(item => item.Versions.Count == 1 ? item.Versions[0] : merge(item.Versions))];

    private void RemoveFrom(Item? first, string key, Item replaced)
    {
        if (first is null)
            return;
        for (var item = first; item is not null; item = item.NextOfKey)
            item.IsRemoved = true;
        replaced.NextOfKey = null;
        _itemsByKey[key] = (_itemsByKey[key].First, replaced);
    }

    private string? FindKey(PolicyNode node)
    {
        foreach (var key in keys)
        {
            if (node[key] is { } value)
                return value;
        }

        return null;
    }

    private sealed class Item(PolicyNode node)
    {
        public List<PolicyNode> Versions { get; } = [node];

        /// <summary>The next item in the list with the same key.</summary>
        public Item? NextOfKey { get; set; }

        public bool IsRemoved { get; set; }
    }
}
