using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Writes what tenants hold, the same state always as the same bytes: no time, nothing in an order of chance.</summary>
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

    public static ReadOnlyMemory<byte> WriteTenant(IReadOnlyList<ITenantRecord> held, bool secrets) => new SnapshotWriter(secrets).Write((writer, json) =>
    {
        json.WritePropertyName(TenantMember);
        writer.Write(json, held);
    });

    /// <param name="tenants">In the order of their ids.</param>
    public static ReadOnlyMemory<byte> WriteAll(
        IReadOnlyList<ITenantRecord> serverRecords, IEnumerable<(TenantId Id, IReadOnlyList<ITenantRecord> Held)> tenants, bool secrets) =>
        new SnapshotWriter(secrets).Write((writer, json) =>
        {
            json.WritePropertyName(EveryoneMember);
            writer.Write(json, serverRecords);
            json.WriteStartObject(TenantsMember);
            // Of whom nothing may be shown, nothing would be read again either.
            foreach (var (id, held) in tenants.Where(tenant => writer.GetIncludedRecords(tenant.Held).Any()))
            {
                json.WritePropertyName(id.ToString());
                writer.Write(json, held);
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

    private void Write(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> held)
    {
        json.WriteStartObject();
        foreach (var (kind, records) in GetIncludedRecords(held))
            kind.Write(json, records, _includeSecrets);
        json.WriteEndObject();
    }

    private IEnumerable<(RecordKind Kind, IReadOnlyList<ITenantRecord> Records)> GetIncludedRecords(IReadOnlyList<ITenantRecord> held) => RecordKinds.All
        .Where(kind => _includeSecrets || !kind.IsSecret)
        .Select(kind => (kind, (IReadOnlyList<ITenantRecord>)[.. held.Where(record => record.GetType() == kind.Type)]))
        .Where(shown => shown.Item2.Count > 0);
}
