using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>The records of one kind in a tenant, by id, letter case ignored. A sorted set, because a range may begin at any id.</summary>
internal sealed class RecordTable
{
    private readonly ImmutableSortedSet<Entry> _entries;

    private RecordTable(ImmutableSortedSet<Entry> entries) => _entries = entries;

    public static RecordTable Empty { get; } = new(ImmutableSortedSet.Create<Entry>(IdComparer.Instance));

    public bool IsEmpty => _entries.IsEmpty;

    public int Count => _entries.Count;

    public IEnumerable<ITenantRecord> Records => _entries.Select(entry => entry.Record!.Value);

    /// <param name="records">Their ids must differ.</param>
    public static RecordTable Create(IEnumerable<KeyValuePair<string, StoredRecord>> records)
    {
        Entry[] entries = [.. records.Select(record => new Entry(record.Key, record.Value))];
        var table = new RecordTable(Empty._entries.Union(entries));
        return table.Count == entries.Length ? table : throw new InvalidOperationException("Two records of the same kind have the same id.");
    }

    public ITenantRecord? Find(string id) => FindStored(id)?.Value;

    public StoredRecord? FindStored(string id) => _entries.TryGetValue(new Entry(id), out var entry) ? entry.Record : null;

    public IEnumerable<ITenantRecord> From(KeyRange range)
    {
        var first = range.After is null ? 0 : IndexAfter(_entries.IndexOf(new Entry(range.After)));
        for (var i = first; i < _entries.Count && i - first < range.MaxCount; i++)
            yield return _entries[i].Record!.Value;
    }

    public RecordTable With(string id, StoredRecord record) => new(_entries.Remove(new Entry(id)).Add(new Entry(id, record)));

    public RecordTable Without(string id) => new(_entries.Remove(new Entry(id)));

    /// <summary>The ids whose records differ from those in an earlier table, with the new record; null when it was removed.</summary>
    public IEnumerable<KeyValuePair<string, ITenantRecord?>> GetChanges(RecordTable before)
    {
        foreach (var entry in _entries)
        {
            if (!ReferenceEquals(before.FindStored(entry.Id), entry.Record))
                yield return KeyValuePair.Create<string, ITenantRecord?>(entry.Id, entry.Record!.Value);
        }

        foreach (var removed in before._entries.Except(_entries))
            yield return KeyValuePair.Create<string, ITenantRecord?>(removed.Id, null);
    }

    /// <param name="index">The index of an entry or, when the entry is absent, the complement of the index of the next one.</param>
    private static int IndexAfter(int index) => index < 0 ? ~index : index + 1;

    /// <param name="Record">Null in an entry that is only used for a search.</param>
    private readonly record struct Entry(string Id, StoredRecord? Record = null);

    private sealed class IdComparer : IComparer<Entry>
    {
        public static IdComparer Instance { get; } = new();

        public int Compare(Entry x, Entry y) => StringComparer.OrdinalIgnoreCase.Compare(x.Id, y.Id);
    }
}
