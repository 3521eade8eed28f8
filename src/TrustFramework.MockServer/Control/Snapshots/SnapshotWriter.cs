using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Writes a snapshot. The same state gives the same bytes: it contains no time of export, and all lists are sorted.</summary>
internal sealed class SnapshotWriter
{
    public const int Version = 1;
    public const string VersionMember = "version";
    public const string TenantMember = "tenant";
    public const string EveryoneMember = "everyone";
    public const string TenantsMember = "tenants";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly bool _includeSecrets;

    private SnapshotWriter(bool secrets) => _includeSecrets = secrets;

    public static ReadOnlyMemory<byte> WriteTenant(IReadOnlyList<ITenantRecord> records, bool secrets) => new SnapshotWriter(secrets).Write((writer, json) =>
    {
        json.WritePropertyName(TenantMember);
        writer.Write(json, records);
    });

    /// <param name="tenants">Sorted by id.</param>
    public static ReadOnlyMemory<byte> WriteAll(
        IReadOnlyList<ITenantRecord> serverRecords, IEnumerable<(TenantId Id, IReadOnlyList<ITenantRecord> Records)> tenants, bool secrets) =>
        new SnapshotWriter(secrets).Write((writer, json) =>
        {
            json.WritePropertyName(EveryoneMember);
            writer.Write(json, serverRecords);
            json.WriteStartObject(TenantsMember);
            // A tenant whose records are all secret is omitted.
            foreach (var (id, records) in tenants.Where(tenant => writer.GetIncludedRecords(tenant.Records).Any()))
            {
                json.WritePropertyName(id.ToString());
                writer.Write(json, records);
            }

            json.WriteEndObject();
        });

    private ReadOnlyMemory<byte> Write(Action<SnapshotWriter, Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(VersionMember, Version);
            content(this, json);
            json.WriteEndObject();
        }

        return _buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> records)
    {
        json.WriteStartObject();
        foreach (var (kind, included) in GetIncludedRecords(records))
            kind.Write(json, included, _includeSecrets);
        json.WriteEndObject();
    }

    private IEnumerable<(RecordKind Kind, IReadOnlyList<ITenantRecord> Records)> GetIncludedRecords(IReadOnlyList<ITenantRecord> records) => RecordKinds.All
        .Where(kind => _includeSecrets || !kind.IsSecret)
        .Select(kind => (kind, (IReadOnlyList<ITenantRecord>)[.. records.Where(record => record.GetType() == kind.Type)]))
        .Where(included => included.Item2.Count > 0);
}
