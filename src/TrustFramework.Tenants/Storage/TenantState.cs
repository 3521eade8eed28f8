using System.Collections.Immutable;

namespace TrustFramework.Tenants.Storage;

/// <summary>All records of a tenant at one instant, by kind (the record's type) and id. Immutable: a change creates another state.</summary>
public sealed class TenantState
{
    private readonly ImmutableDictionary<Type, RecordTable> _tables;

    private TenantState(TenantId tenant, long version, ImmutableDictionary<Type, RecordTable> tables) => (Tenant, Version, _tables) = (tenant, version, tables);

    public TenantId Tenant { get; }

    /// <summary>
    /// The commit that the state was read at, or that it is based on. Every commit has a greater version than all commits before it, also those of a
    /// tenant that was removed and created again. 0 for a tenant without records.
    /// </summary>
    public long Version { get; }

    public bool IsEmpty => _tables.IsEmpty;

    internal int RecordCount => _tables.Values.Sum(table => table.Count);

    /// <summary>Records of the same kind are sorted by id; the kinds have no order.</summary>
    public IReadOnlyList<ITenantRecord> Records => [.. _tables.Values.SelectMany(table => table.Records)];

    /// <summary>The state of a tenant without records.</summary>
    public static TenantState CreateEmpty(TenantId tenant) => new(tenant, version: 0, ImmutableDictionary<Type, RecordTable>.Empty);

    internal static TenantState Create(TenantId tenant, long version, IEnumerable<(Type Kind, string Id, StoredRecord Record)> records) => new(
        tenant,
        version,
        records.GroupBy(record => record.Kind).ToImmutableDictionary(
            kind => kind.Key, kind => RecordTable.Create(kind.Select(record => KeyValuePair.Create(record.Id, record.Record)))));

    /// <summary>The record with the id in any letter case; null when there is none.</summary>
    public T? Find<T>(string id)
        where T : class, ITenantRecord => Find(typeof(T), id) as T;

    /// <inheritdoc cref="Find{T}"/>
    public ITenantRecord? Find(Type kind, string id) => GetTable(kind).Find(id);

    /// <summary>The record that has the key; null when there is none.</summary>
    public T? FindByKey<T>(string key)
        where T : class, IIndexedRecord => GetTable(typeof(T)).FindByKey(key) as T;

    /// <summary>All records of a kind, sorted by id.</summary>
    public IReadOnlyList<T> List<T>()
        where T : class, ITenantRecord => [.. GetTable(typeof(T)).Records.Cast<T>()];

    /// <summary>A part of that list. The cost does not depend on the number of records outside of the range.</summary>
    public IReadOnlyList<T> List<T>(KeyRange range)
        where T : class, ITenantRecord => [.. GetTable(typeof(T)).From(range).Cast<T>()];

    /// <summary>The number of records of a kind.</summary>
    public int Count<T>()
        where T : class, ITenantRecord => GetTable(typeof(T)).Count;

    /// <summary>Adds a record or replaces the one with the same id.</summary>
    public TenantState With(ITenantRecord record)
    {
        var kind = record.GetType();
        return ReferenceEquals(Find(kind, record.Id), record) ? this : WithTable(kind, GetTable(kind).With(record.Id, new StoredRecord(record)));
    }

    public TenantState Without<T>(string id)
        where T : class, ITenantRecord => Without(typeof(T), id);

    /// <inheritdoc cref="Without{T}"/>
    public TenantState Without(Type kind, string id) => FindStored(kind, id) is null ? this : WithTable(kind, GetTable(kind).Without(id));

    /// <summary>Replaces all records.</summary>
    public TenantState WithRecords(IEnumerable<ITenantRecord> records) =>
        new(Tenant, Version, records.GroupBy(record => record.GetType()).ToImmutableDictionary(kind => kind.Key, kind => CreateTable(kind, GetTable(kind.Key))));

    /// <summary>The same records after a commit.</summary>
    public TenantState AtVersion(long version) => new(Tenant, version, _tables);

    /// <summary>The records that differ from those in the state that this one was computed from.</summary>
    public IEnumerable<RecordChange> GetChanges(TenantState before) =>
        from kind in _tables.Keys.Union(before._tables.Keys)
        let table = GetTable(kind)
        let earlier = before.GetTable(kind)
        where !ReferenceEquals(table, earlier)
        from change in table.GetChanges(earlier)
        select new RecordChange(kind, change.Key, change.Value);

    internal StoredRecord? FindStored(Type kind, string id) => GetTable(kind).FindStored(id);

    private RecordTable GetTable(Type kind) => _tables.GetValueOrDefault(kind, RecordTable.Empty);

    private TenantState WithTable(Type kind, RecordTable table) => new(Tenant, Version, table.IsEmpty ? _tables.Remove(kind) : _tables.SetItem(kind, table));

    /// <summary>A record that the earlier table has is not a change.</summary>
    private static RecordTable CreateTable(IEnumerable<ITenantRecord> records, RecordTable before) => RecordTable.Create(records.Select(record => KeyValuePair.Create(
        record.Id, before.FindStored(record.Id) is { } stored && ReferenceEquals(stored.Value, record) ? stored : new StoredRecord(record))));
}

/// <summary>The difference that a commit writes for one record.</summary>
/// <param name="Kind">The type of the record.</param>
/// <param name="Record">Null when the record is removed.</param>
public readonly record struct RecordChange(Type Kind, string Id, ITenantRecord? Record);
