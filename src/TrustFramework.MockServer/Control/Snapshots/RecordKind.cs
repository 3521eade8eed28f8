using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>One kind of thing that a tenant holds: how it is written, how it is read, and which part of a reset takes it away.</summary>
internal sealed class RecordKind
{
    private readonly Action<Utf8JsonWriter, IReadOnlyList<ITenantRecord>, bool> _write;
    private readonly Func<JsonElement, Reading<IReadOnlyList<ITenantRecord>>> _read;

    private RecordKind(
        string name, Type type, Action<Utf8JsonWriter, IReadOnlyList<ITenantRecord>, bool> write, Func<JsonElement, Reading<IReadOnlyList<ITenantRecord>>> read) =>
        (Name, Type, _write, _read) = (name, type, write, read);

    /// <summary>What it is called in a snapshot.</summary>
    public string Name { get; }

    public Type Type { get; }

    /// <summary>Null for what a reset leaves.</summary>
    public ResetPart? Part { get; private init; }

    /// <summary>True for what is left out unless secrets are asked for. Of the others, members may be secret.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>A kind of which a tenant has one at most: an object.</summary>
    public static RecordKind Single<TRecord, TShape>(
        string name, JsonTypeInfo<TShape> type, Func<TRecord, bool, TShape> write, Func<TShape, Reading<TRecord>> read)
        where TRecord : class, ITenantRecord
        where TShape : class =>
        new(
            name,
            typeof(TRecord),
            (json, records, secrets) => JsonSerializer.Serialize(json, write((TRecord)records[0], secrets), type),
            element => Deserialize(element, type).Then(shape => ListOf(read(shape))));

    /// <summary>A kind of which a tenant has many: an array, by id.</summary>
    public static RecordKind Multiple<TRecord, TShape>(
        string name, JsonTypeInfo<TShape[]> type, Func<TRecord, bool, TShape> write, Func<TShape, Reading<TRecord>> read)
        where TRecord : class, ITenantRecord
        where TShape : class =>
        new(
            name,
            typeof(TRecord),
            (json, records, secrets) => JsonSerializer.Serialize(json, [.. records.Select(record => write((TRecord)record, secrets))], type),
            element => Deserialize(element, type).Then(shapes => Distinct(Reading.Each(shapes, shape => Upcast(read(shape))))));

    /// <summary>Taken away by that part of a reset.</summary>
    public RecordKind WithResetPart(ResetPart part) => new(Name, Type, _write, _read) { Part = part, IsSecret = IsSecret };

    /// <summary>Left out unless secrets are asked for.</summary>
    public RecordKind AsSecret() => new(Name, Type, _write, _read) { Part = Part, IsSecret = true };

    /// <param name="records">All that the tenant has of this kind, and not none.</param>
    public void Write(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> records, bool secrets)
    {
        json.WritePropertyName(Name);
        _write(json, records, secrets);
    }

    public Reading<IReadOnlyList<ITenantRecord>> Read(JsonElement element) => _read(element).Within($".{Name}");

    private static Reading<T> Deserialize<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type) is { } value ? value : new SnapshotError("", "It is null.");
        }
        catch (JsonException unread)
        {
            // The serializer's sentence ends with where it was, counted from here.
            return new SnapshotError(unread.Path is { Length: > 1 } path ? path[1..] : "", unread.Message.Split(" Path: ")[0]);
        }
    }

    private static Reading<ITenantRecord> Upcast<T>(Reading<T> one)
        where T : class, ITenantRecord => new(one.Value, one.Fault);

    private static Reading<IReadOnlyList<ITenantRecord>> ListOf<T>(Reading<T> one)
        where T : class, ITenantRecord => new(one.Value is { } value ? [value] : null, one.Fault);

    private static Reading<IReadOnlyList<ITenantRecord>> Distinct(Reading<IReadOnlyList<ITenantRecord>> read) =>
        read.Value?.GroupBy(record => record.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
            ? new SnapshotError("", $"Two are called '{twice.Key}'.")
            : read;
}
