using System.IO.Pipelines;
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

    /// <summary>How many bytes are buffered before they are sent.</summary>
    private const int FlushThreshold = 64 * 1024;

    private readonly PipeWriter _output;
    private readonly Utf8JsonWriter _json;
    private readonly bool _includeSecrets;
    private readonly CancellationToken _cancellationToken;

    private SnapshotWriter(PipeWriter output, Utf8JsonWriter json, bool secrets, CancellationToken cancellationToken) =>
        (_output, _json, _includeSecrets, _cancellationToken) = (output, json, secrets, cancellationToken);

    public static Task WriteTenantAsync(Stream stream, IReadOnlyList<ITenantRecord> records, bool secrets, CancellationToken cancellationToken) =>
        WriteAsync(stream, secrets, writer => writer.WriteMemberAsync(TenantMember, records), cancellationToken);

    /// <param name="tenants">Sorted by id.</param>
    public static Task WriteAllAsync(
        Stream stream,
        IReadOnlyList<ITenantRecord> serverRecords,
        IEnumerable<(TenantId Id, IReadOnlyList<ITenantRecord> Records)> tenants,
        bool secrets,
        CancellationToken cancellationToken) =>
        WriteAsync(
            stream,
            secrets,
            async writer =>
            {
                await writer.WriteMemberAsync(EveryoneMember, serverRecords);
                writer._json.WriteStartObject(TenantsMember);
                // A tenant whose records are all secret is omitted.
                foreach (var (id, records) in tenants.Where(tenant => writer.GetIncludedRecords(tenant.Records).Any()))
                    await writer.WriteMemberAsync(id.ToString(), records);
                writer._json.WriteEndObject();
            },
            cancellationToken);

    /// <summary>Sends one record after the other, so that the JSON is never in memory as a whole.</summary>
    private static async Task WriteAsync(Stream stream, bool secrets, Func<SnapshotWriter, Task> writeContentAsync, CancellationToken cancellationToken)
    {
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(VersionMember, Version);
            await writeContentAsync(new SnapshotWriter(output, json, secrets, cancellationToken));
            json.WriteEndObject();
        }

        await output.CompleteAsync();
    }

    private async Task WriteMemberAsync(string name, IReadOnlyList<ITenantRecord> records)
    {
        _json.WriteStartObject(name);
        foreach (var (kind, included) in GetIncludedRecords(records))
        {
            foreach (var _ in kind.Write(_json, included, _includeSecrets))
            {
                if (_output.UnflushedBytes > FlushThreshold)
                    await _output.FlushAsync(_cancellationToken);
            }
        }

        _json.WriteEndObject();
    }

    private IEnumerable<(RecordKind Kind, IReadOnlyList<ITenantRecord> Records)> GetIncludedRecords(IReadOnlyList<ITenantRecord> records) => RecordKinds.All
        .Where(kind => _includeSecrets || !kind.IsSecret)
        .Select(kind => (kind, (IReadOnlyList<ITenantRecord>)[.. records.Where(record => record.GetType() == kind.Type)]))
        .Where(included => included.Item2.Count > 0);
}
