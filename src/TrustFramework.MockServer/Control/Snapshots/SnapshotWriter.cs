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
    public const string OneMember = "tenant";
    public const string EveryoneMember = "everyone";
    public const string AllMember = "tenants";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly bool _secrets;

    private SnapshotWriter(bool secrets) => _secrets = secrets;

    public static ReadOnlyMemory<byte> One(IReadOnlyList<ITenantRecord> held, bool secrets) => new SnapshotWriter(secrets).Write((writer, json) =>
    {
        json.WritePropertyName(OneMember);
        writer.Write(json, held);
    });

    /// <param name="tenants">In the order of their ids.</param>
    public static ReadOnlyMemory<byte> All(
        IReadOnlyList<ITenantRecord> everyones, IEnumerable<(TenantId Id, IReadOnlyList<ITenantRecord> Held)> tenants, bool secrets) =>
        new SnapshotWriter(secrets).Write((writer, json) =>
        {
            json.WritePropertyName(EveryoneMember);
            writer.Write(json, everyones);
            json.WriteStartObject(AllMember);
            // Of whom nothing may be shown, nothing would be read again either.
            foreach (var (id, held) in tenants.Where(tenant => writer.Shown(tenant.Held).Any()))
            {
                json.WritePropertyName(id.ToString());
                writer.Write(json, held);
            }

            json.WriteEndObject();
        });

    private ReadOnlyMemory<byte> Write(Action<SnapshotWriter, Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(_written, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(VersionMember, Version);
            content(this, json);
            json.WriteEndObject();
        }

        return _written.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<ITenantRecord> held)
    {
        json.WriteStartObject();
        foreach (var (kind, records) in Shown(held))
            kind.Write(json, records, _secrets);
        json.WriteEndObject();
    }

    private IEnumerable<(RecordKind Kind, IReadOnlyList<ITenantRecord> Records)> Shown(IReadOnlyList<ITenantRecord> held) => RecordKinds.All
        .Where(kind => _secrets || !kind.IsSecret)
        .Select(kind => (kind, (IReadOnlyList<ITenantRecord>)[.. held.Where(record => record.GetType() == kind.Type)]))
        .Where(shown => shown.Item2.Count > 0);
}
