using System.Text.Json;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What a snapshot says that tenants hold.</summary>
internal sealed record SnapshotContent(IReadOnlyDictionary<TenantId, IReadOnlyList<ITenantRecord>> RecordsByTenant);

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
            return (scope == TenantId.Global ? ReadAll(document.RootElement) : ReadTenant(document.RootElement, scope)).Within("$");
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException) // the latter: half a character in a name
        {
            return new SnapshotError("$", unread.Message);
        }
    }

    private static Reading<SnapshotContent> ReadTenant(JsonElement root, TenantId scope) =>
        CheckRoot(root, SnapshotWriter.TenantMember) is { } fault ? fault
        : root.TryGetProperty(SnapshotWriter.TenantMember, out var held)
            ? ReadRecords(held).Within($".{SnapshotWriter.TenantMember}").Then<SnapshotContent>(records => CreateContent([KeyValuePair.Create(scope, records)]))
            : new SnapshotError("", $"There is no '{SnapshotWriter.TenantMember}'. A snapshot of all tenants is imported at {ControlRoutes.Root}/snapshot.");

    private static Reading<SnapshotContent> ReadAll(JsonElement root)
    {
        if (CheckRoot(root, SnapshotWriter.EveryoneMember, SnapshotWriter.TenantsMember) is { } wrong)
            return wrong;
        if (!root.TryGetProperty(SnapshotWriter.TenantsMember, out var tenants) || tenants.ValueKind != JsonValueKind.Object)
            return new SnapshotError("", $"There is no object '{SnapshotWriter.TenantsMember}'. A snapshot of one tenant is imported at {ControlRoutes.Root}/tenants/{{tenant}}/snapshot.");
        var all = new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>();
        foreach (var tenant in tenants.EnumerateObject())
        {
            var path = $".{SnapshotWriter.TenantsMember}['{tenant.Name}']";
            if (!Guid.TryParseExact(tenant.Name, "D", out var id) || id == Guid.Empty)
                return new SnapshotError(path, "A tenant is called by its GUID here.");
            var holding = ReadRecords(tenant.Value).Within(path);
            if (holding.Fault is { } fault)
                return fault;
            if (!all.TryAdd(new TenantId(id), holding.Value!))
                return new SnapshotError(path, "It is there twice.");
        }

        if (!root.TryGetProperty(SnapshotWriter.EveryoneMember, out var everyone))
            return CreateContent(all);
        return ReadRecords(everyone).Within($".{SnapshotWriter.EveryoneMember}")
            .Then<SnapshotContent>(records => CreateContent(all.Append(KeyValuePair.Create(TenantId.Global, records))));
    }

    private static Reading<IReadOnlyList<ITenantRecord>> ReadRecords(JsonElement held)
    {
        if (held.ValueKind != JsonValueKind.Object)
            return new SnapshotError("", "It is no object.");
        var records = new List<ITenantRecord>();
        foreach (var member in held.EnumerateObject())
        {
            var read = RecordKinds.All.FirstOrDefault(kind => kind.Name == member.Name)?.Read(member.Value)
                ?? new SnapshotError($".{member.Name}", "A tenant holds nothing of this name.");
            if (read.Fault is { } fault)
                return fault;
            records.AddRange(read.Value!);
        }

        return new Reading<IReadOnlyList<ITenantRecord>>(records, Fault: null);
    }

    private static SnapshotError? CheckRoot(JsonElement root, params string[] known) => root.ValueKind switch
    {
        not JsonValueKind.Object => new SnapshotError("", "It is no object."),
        _ when !root.TryGetProperty(SnapshotWriter.VersionMember, out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SnapshotWriter.Version =>
            new SnapshotError($".{SnapshotWriter.VersionMember}", $"This server reads version {SnapshotWriter.Version}."),
        _ => root.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => name != SnapshotWriter.VersionMember && !known.Contains(name, StringComparer.Ordinal)) is { } stranger
                ? new SnapshotError($".{stranger}", "A snapshot has nothing of this name.")
                : null,
    };

    private static SnapshotContent CreateContent(IEnumerable<KeyValuePair<TenantId, IReadOnlyList<ITenantRecord>>> holdings) => new(new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>(holdings));
}
