using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>The records of one kind in a tenant, by id, letter case ignored. A sorted set, because a range may begin at any id.</summary>
internal sealed class RecordTable
{
    private readonly ImmutableSortedSet<Entry> _entries;

    /// <summary>The ids by the keys of <see cref="IIndexedRecord"/>. Created by the first search, because it reads all records; the tables after it inherit it.</summary>
    private ImmutableDictionary<string, string>? _idsByKey;

    private RecordTable(ImmutableSortedSet<Entry> entries, ImmutableDictionary<string, string>? idsByKey = null) => (_entries, _idsByKey) = (entries, idsByKey);

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

    /// <summary>The record with the key, letter case ignored; null when there is none.</summary>
    public ITenantRecord? FindByKey(string key)
    {
        if (Volatile.Read(ref _idsByKey) is not { } ids)
        {
            ids = AddKeys(ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase), Records);
            Volatile.Write(ref _idsByKey, ids);
        }

        return ids.TryGetValue(key, out var id) ? Find(id) : null;
    }

    public RecordTable With(string id, StoredRecord record) => new(_entries.Remove(new Entry(id)).Add(new Entry(id, record)), ReplaceKeys(id, record));

    public RecordTable Without(string id) => new(_entries.Remove(new Entry(id)), ReplaceKeys(id, added: null));

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

    private ImmutableDictionary<string, string>? ReplaceKeys(string id, StoredRecord? added)
    {
        if (Volatile.Read(ref _idsByKey) is not { } ids)
            return null;
        if (Find(id) is IIndexedRecord removed)
            ids = ids.RemoveRange(removed.Keys);
        return added is null ? ids : AddKeys(ids, [added.Value]);
    }

    private static ImmutableDictionary<string, string> AddKeys(ImmutableDictionary<string, string> ids, IEnumerable<ITenantRecord> records) =>
        ids.SetItems(records.OfType<IIndexedRecord>().SelectMany(record => record.Keys.Select(key => KeyValuePair.Create(key, record.Id))));

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
