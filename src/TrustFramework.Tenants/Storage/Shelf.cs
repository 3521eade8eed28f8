using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>The records of one kind that a tenant holds, by id in any letter case. A sorted set, since it can be entered anywhere.</summary>
internal sealed class Shelf
{
    private readonly ImmutableSortedSet<Slot> _slots;

    private Shelf(ImmutableSortedSet<Slot> slots) => _slots = slots;

    public static Shelf Empty { get; } = new(ImmutableSortedSet.Create<Slot>(ById.Instance));

    public bool IsEmpty => _slots.IsEmpty;

    public int Count => _slots.Count;

    public IEnumerable<ITenantRecord> Records => _slots.Select(slot => slot.Record!);

    /// <param name="records">No two of the same id.</param>
    public static Shelf Of(IEnumerable<ITenantRecord> records)
    {
        Slot[] slots = [.. records.Select(record => new Slot(record.Id, record))];
        var shelf = new Shelf(Empty._slots.Union(slots));
        return shelf.Count == slots.Length ? shelf : throw new InvalidOperationException("Two records of a kind have the same id.");
    }

    public ITenantRecord? Find(string id) => _slots.TryGetValue(new Slot(id), out var slot) ? slot.Record : null;

    public IEnumerable<ITenantRecord> Of(Stretch stretch)
    {
        var first = stretch.After is null ? 0 : Behind(_slots.IndexOf(new Slot(stretch.After)));
        for (var at = first; at < _slots.Count && at - first < stretch.Most; at++)
            yield return _slots[at].Record!;
    }

    public Shelf With(string id, ITenantRecord record) => new(_slots.Remove(new Slot(id)).Add(new Slot(id, record)));

    public Shelf Without(string id) => new(_slots.Remove(new Slot(id)));

    /// <param name="index">Of a slot or, where there is none, the complement of the one that would come next.</param>
    private static int Behind(int index) => index < 0 ? ~index : index + 1;

    /// <param name="Record">Null in a slot that is only looked for.</param>
    private readonly record struct Slot(string Id, ITenantRecord? Record = null);

    private sealed class ById : IComparer<Slot>
    {
        public static ById Instance { get; } = new();

        public int Compare(Slot x, Slot y) => StringComparer.OrdinalIgnoreCase.Compare(x.Id, y.Id);
    }
}
