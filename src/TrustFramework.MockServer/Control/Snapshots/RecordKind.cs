using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A kind of record: its JSON in a snapshot, and what a reset, a seed and a copy of a tenant do with it.</summary>
internal sealed record RecordKind
{
    private readonly WriteRecords _write;
    private readonly Func<JsonElement, Result<IReadOnlyList<ITenantRecord>, SnapshotError>> _read;
    private readonly RecordForm _form;

    private RecordKind(
        string name, Type type, WriteRecords write, Func<JsonElement, Result<IReadOnlyList<ITenantRecord>, SnapshotError>> read, RecordForm form) =>
        (Name, Type, _write, _read, _form) = (name, type, write, read, form);

    private delegate IEnumerable<ITenantRecord> WriteRecords(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> records, bool secrets);

    private delegate ITenantRecord ReadStored(ReadOnlySpan<byte> json);

    /// <summary>The member in a snapshot.</summary>
    public string Name { get; }

    public Type Type { get; }

    /// <summary>Null when no reset deletes it.</summary>
    public ResetPart? Part { get; private init; }

    /// <summary>Whether the whole kind is exported only with secrets. Other kinds may have secret members.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>Whether it is what administrators configure: a seed replaces it, and a copy of a tenant contains it.</summary>
    public bool IsConfiguration { get; private init; }

    /// <summary>A kind of which a tenant has at most one record.</summary>
    public static RecordKind Single<TRecord, TSnapshot>(
        string name, JsonTypeInfo<TSnapshot> type, Func<TRecord, bool, TSnapshot> write, Func<TSnapshot, Result<TRecord, SnapshotError>> read)
        where TRecord : class, ITenantRecord
        where TSnapshot : class =>
        new(
            name,
            typeof(TRecord),
            (json, records, secrets) =>
            {
                JsonSerializer.Serialize(json, write((TRecord)records[0], secrets), type);
                return records;
            },
            element => Deserialize(element, type).Then(read).Map<IReadOnlyList<ITenantRecord>>(record => [record]),
            RecordForm.Create(type, write, read));

    /// <summary>A kind of which a tenant has several records: an array, sorted by id.</summary>
    /// <param name="readStored">Reads a record of this server's own store, where <paramref name="read"/> would check what was checked before it was stored.</param>
    public static RecordKind Multiple<TRecord, TSnapshot>(
        string name, int maxCount, JsonTypeInfo<TSnapshot[]> type, Func<TRecord, bool, TSnapshot> write, Func<TSnapshot, Result<TRecord, SnapshotError>> read,
        Func<TSnapshot, Result<TRecord, SnapshotError>>? readStored = null)
        where TRecord : class, ITenantRecord
        where TSnapshot : class =>
        new(
            name,
            typeof(TRecord),
            (json, records, secrets) => WriteArray(json, records, record => JsonSerializer.Serialize(
                json, write((TRecord)record, secrets), (JsonTypeInfo<TSnapshot>)type.Options.GetTypeInfo(typeof(TSnapshot)))),
            element => CheckCount(element, maxCount) is { } tooMany ? tooMany : Deserialize(element, type)
                .Then(snapshots => SnapshotResult.ReadAll(snapshots, snapshot => read(snapshot).Map<ITenantRecord>(record => record))).Then(RequireDistinctIds),
            RecordForm.Create((JsonTypeInfo<TSnapshot>)type.Options.GetTypeInfo(typeof(TSnapshot)), write, readStored ?? read));

    /// <summary>The part of a reset deletes this kind.</summary>
    public RecordKind WithResetPart(ResetPart part) => this with { Part = part };

    /// <summary>The kind is exported only with secrets.</summary>
    public RecordKind AsSecret() => this with { IsSecret = true };

    /// <summary>The kind is configuration: see <see cref="IsConfiguration"/>.</summary>
    public RecordKind AsConfiguration() => (this with { IsConfiguration = true }).WithResetPart(ResetPart.State);

    /// <summary>Writes the records while the caller enumerates the result, so that it can send one record before it writes the next.</summary>
    /// <param name="records">All records of the tenant of this kind, at least one.</param>
    public IEnumerable<ITenantRecord> Write(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> records, bool secrets)
    {
        json.WritePropertyName(Name);
        return _write(json, records, secrets);
    }

    public Result<IReadOnlyList<ITenantRecord>, SnapshotError> Read(JsonElement element) => _read(element).Within($".{Name}");

    /// <summary>The JSON of one record with its secrets, as a store keeps it.</summary>
    public byte[] Serialize(ITenantRecord record) => _form.Serialize(record);

    public ITenantRecord Deserialize(ReadOnlySpan<byte> json) => _form.Deserialize(json);

    private static IEnumerable<ITenantRecord> WriteArray(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> records, Action<ITenantRecord> write)
    {
        json.WriteStartArray();
        foreach (var record in records)
        {
            write(record);
            yield return record;
        }

        json.WriteEndArray();
    }

    private static Result<T, SnapshotError> Deserialize<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type) is { } value ? value : new SnapshotError("", "The value is null.");
        }
        catch (JsonException exception)
        {
            return new SnapshotError(exception.Path is { Length: > 1 } path ? path[1..] : "", JsonErrorText.Describe(exception, type));
        }
    }

    /// <summary>The JSON of one record in a store.</summary>
    private sealed record RecordForm(Func<ITenantRecord, byte[]> Serialize, ReadStored Deserialize)
    {
        public static RecordForm Create<TRecord, TSnapshot>(
            JsonTypeInfo<TSnapshot> type, Func<TRecord, bool, TSnapshot> write, Func<TSnapshot, Result<TRecord, SnapshotError>> read)
            where TRecord : class, ITenantRecord
            where TSnapshot : class =>
            new(
                record => JsonSerializer.SerializeToUtf8Bytes(write((TRecord)record, true), type),
                json => read(JsonSerializer.Deserialize(json, type)!).TryGetValue(out var record, out var error)
                    ? record
                    : throw new InvalidOperationException($"A stored record cannot be read: {error.Path} {error.Message}"));
    }

    private static SnapshotError? CheckCount(JsonElement element, int maxCount) => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > maxCount
        ? new SnapshotError("", $"There are {element.GetArrayLength()} records. A tenant has at most {maxCount}.")
        : null;

    private static Result<IReadOnlyList<ITenantRecord>, SnapshotError> RequireDistinctIds(IReadOnlyList<ITenantRecord> records)
    {
        if (FindDuplicate(records.Select(record => record.Id)) is { } id)
            return new SnapshotError("", $"There are two records with the id '{id}'.");
        return FindDuplicate(records.OfType<IIndexedRecord>().SelectMany(record => record.Keys)) is { } key
            ? new SnapshotError("", $"There are two records with the name '{key.Split('\n')[^1]}'.")
            : Result<IReadOnlyList<ITenantRecord>, SnapshotError>.Success(records);
    }

    private static string? FindDuplicate(IEnumerable<string> names) => names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any())?.Key;
}
