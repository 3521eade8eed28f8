using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>The records of one kind that a tenant holds, by id in any letter case. A sorted set, since it can be entered anywhere.</summary>
internal sealed class RecordTable
{
    private readonly ImmutableSortedSet<Entry> _entries;

    private RecordTable(ImmutableSortedSet<Entry> slots) => _entries = slots;

    public static RecordTable Empty { get; } = new(ImmutableSortedSet.Create<Entry>(IdComparer.Instance));

    public bool IsEmpty => _entries.IsEmpty;

    public int Count => _entries.Count;

    public IEnumerable<ITenantRecord> Records => _entries.Select(slot => slot.Record!);

    /// <param name="records">No two of the same id.</param>
    public static RecordTable From(IEnumerable<ITenantRecord> records)
    {
        Entry[] slots = [.. records.Select(record => new Entry(record.Id, record))];
        var shelf = new RecordTable(Empty._entries.Union(slots));
        return shelf.Count == slots.Length ? shelf : throw new InvalidOperationException("Two records of a kind have the same id.");
    }

    public ITenantRecord? Find(string id) => _entries.TryGetValue(new Entry(id), out var slot) ? slot.Record : null;

    public IEnumerable<ITenantRecord> From(KeyRange range)
    {
        var first = range.After is null ? 0 : IndexAfter(_entries.IndexOf(new Entry(range.After)));
        for (var at = first; at < _entries.Count && at - first < range.MaxCount; at++)
            yield return _entries[at].Record!;
    }

    public RecordTable With(string id, ITenantRecord record) => new(_entries.Remove(new Entry(id)).Add(new Entry(id, record)));

    public RecordTable Without(string id) => new(_entries.Remove(new Entry(id)));

    /// <param name="index">Of a slot or, where there is none, the complement of the one that would come next.</param>
    private static int IndexAfter(int index) => index < 0 ? ~index : index + 1;

    /// <param name="Record">Null in a slot that is only looked for.</param>
    private readonly record struct Entry(string Id, ITenantRecord? Record = null);

    private sealed class IdComparer : IComparer<Entry>
    {
        public static IdComparer Instance { get; } = new();

        public int Compare(Entry x, Entry y) => StringComparer.OrdinalIgnoreCase.Compare(x.Id, y.Id);
    }
}
