using System.Text.Json;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What a snapshot says that tenants hold.</summary>
internal sealed record SnapshotContent(IReadOnlyDictionary<TenantId, IReadOnlyList<ITenantRecord>> Holdings);

/// <summary>Reads a snapshot strictly. A fault says where it is.</summary>
internal static class SnapshotReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="scope">The tenant that it is for, whichever it was taken of; or everyone.</param>
    public static Reading<SnapshotContent> Read(ReadOnlyMemory<byte> json, TenantId scope)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return (scope == TenantId.Everyone ? ReadAll(document.RootElement) : ReadOne(document.RootElement, scope)).Within("$");
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException) // the latter: half a character in a name
        {
            return new Fault("$", unread.Message);
        }
    }

    private static Reading<SnapshotContent> ReadOne(JsonElement root, TenantId scope) =>
        Refuse(root, SnapshotWriter.OneMember) is { } fault ? fault
        : root.TryGetProperty(SnapshotWriter.OneMember, out var held)
            ? ReadHolding(held).Within($".{SnapshotWriter.OneMember}").Then<SnapshotContent>(records => Content([KeyValuePair.Create(scope, records)]))
            : new Fault("", $"There is no '{SnapshotWriter.OneMember}'. A snapshot of all tenants is imported at {ControlRoutes.Root}/snapshot.");

    private static Reading<SnapshotContent> ReadAll(JsonElement root)
    {
        if (Refuse(root, SnapshotWriter.EveryoneMember, SnapshotWriter.AllMember) is { } wrong)
            return wrong;
        if (!root.TryGetProperty(SnapshotWriter.AllMember, out var tenants) || tenants.ValueKind != JsonValueKind.Object)
            return new Fault("", $"There is no object '{SnapshotWriter.AllMember}'. A snapshot of one tenant is imported at {ControlRoutes.Root}/tenants/{{tenant}}/snapshot.");
        var all = new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>();
        foreach (var tenant in tenants.EnumerateObject())
        {
            var path = $".{SnapshotWriter.AllMember}['{tenant.Name}']";
            if (!Guid.TryParseExact(tenant.Name, "D", out var id) || id == Guid.Empty)
                return new Fault(path, "A tenant is called by its GUID here.");
            var holding = ReadHolding(tenant.Value).Within(path);
            if (holding.Fault is { } fault)
                return fault;
            if (!all.TryAdd(new TenantId(id), holding.Value!))
                return new Fault(path, "It is there twice.");
        }

        if (!root.TryGetProperty(SnapshotWriter.EveryoneMember, out var everyone))
            return Content(all);
        return ReadHolding(everyone).Within($".{SnapshotWriter.EveryoneMember}")
            .Then<SnapshotContent>(records => Content(all.Append(KeyValuePair.Create(TenantId.Everyone, records))));
    }

    private static Reading<IReadOnlyList<ITenantRecord>> ReadHolding(JsonElement held)
    {
        if (held.ValueKind != JsonValueKind.Object)
            return new Fault("", "It is no object.");
        var records = new List<ITenantRecord>();
        foreach (var member in held.EnumerateObject())
        {
            var read = RecordKinds.All.FirstOrDefault(kind => kind.Name == member.Name)?.Read(member.Value)
                ?? new Fault($".{member.Name}", "A tenant holds nothing of this name.");
            if (read.Fault is { } fault)
                return fault;
            records.AddRange(read.Value!);
        }

        return new Reading<IReadOnlyList<ITenantRecord>>(records, Fault: null);
    }

    private static Fault? Refuse(JsonElement root, params string[] known) => root.ValueKind switch
    {
        not JsonValueKind.Object => new Fault("", "It is no object."),
        _ when !root.TryGetProperty(SnapshotWriter.VersionMember, out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SnapshotWriter.Version =>
            new Fault($".{SnapshotWriter.VersionMember}", $"This server reads version {SnapshotWriter.Version}."),
        _ => root.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => name != SnapshotWriter.VersionMember && !known.Contains(name, StringComparer.Ordinal)) is { } stranger
                ? new Fault($".{stranger}", "A snapshot has nothing of this name.")
                : null,
    };

    private static SnapshotContent Content(IEnumerable<KeyValuePair<TenantId, IReadOnlyList<ITenantRecord>>> holdings) => new(new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>(holdings));
}
