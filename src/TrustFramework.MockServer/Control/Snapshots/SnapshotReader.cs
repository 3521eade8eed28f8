using System.Text.Json;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The records in a snapshot.</summary>
internal sealed record SnapshotContent(IReadOnlyDictionary<TenantId, IReadOnlyList<ITenantRecord>> RecordsByTenant);

/// <summary>Reads a snapshot strictly.</summary>
internal static class SnapshotReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="scope">The tenant that the snapshot replaces, whichever tenant it was exported from, or <see cref="TenantId.Global"/> for all.</param>
    public static Result<SnapshotContent, SnapshotError> Read(ReadOnlyMemory<byte> json, TenantId scope)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return (scope == TenantId.Global ? ReadAll(document.RootElement) : ReadTenant(document.RootElement, scope)).Within("$");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // InvalidOperationException: a lone surrogate in a name
        {
            return new SnapshotError("$", exception.Message);
        }
    }

    private static Result<SnapshotContent, SnapshotError> ReadTenant(JsonElement root, TenantId scope) =>
        ValidateRoot(root, SnapshotWriter.TenantMember) is { } error ? error
        : root.TryGetProperty(SnapshotWriter.TenantMember, out var tenant)
            ? ReadRecords(tenant).Within($".{SnapshotWriter.TenantMember}").Map(records => CreateContent([KeyValuePair.Create(scope, records)]))
            : new SnapshotError("", $"'{SnapshotWriter.TenantMember}' is missing. Import a snapshot of all tenants at {ControlRoutes.Root}/snapshot.");

    private static Result<SnapshotContent, SnapshotError> ReadAll(JsonElement root)
    {
        if (ValidateRoot(root, SnapshotWriter.EveryoneMember, SnapshotWriter.TenantsMember) is { } invalid)
            return invalid;
        if (!root.TryGetProperty(SnapshotWriter.TenantsMember, out var tenants) || tenants.ValueKind != JsonValueKind.Object)
            return new SnapshotError("", $"The object '{SnapshotWriter.TenantsMember}' is missing. Import a snapshot of one tenant at {ControlRoutes.Root}/tenants/{{tenant}}/snapshot.");
        var all = new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>();
        foreach (var tenant in tenants.EnumerateObject())
        {
            var path = $".{SnapshotWriter.TenantsMember}['{tenant.Name}']";
            if (!Guid.TryParseExact(tenant.Name, "D", out var id) || id == Guid.Empty)
                return new SnapshotError(path, "The name of a tenant is its GUID.");
            if (!ReadRecords(tenant.Value).Within(path).TryGetValue(out var records, out var error))
                return error;
            if (!all.TryAdd(new TenantId(id), records))
                return new SnapshotError(path, "The tenant is there twice.");
        }

        if (!root.TryGetProperty(SnapshotWriter.EveryoneMember, out var global))
            return CreateContent(all);
        return ReadRecords(global).Within($".{SnapshotWriter.EveryoneMember}")
            .Map(records => CreateContent(all.Append(KeyValuePair.Create(TenantId.Global, records))));
    }

    private static Result<IReadOnlyList<ITenantRecord>, SnapshotError> ReadRecords(JsonElement tenant)
    {
        if (tenant.ValueKind != JsonValueKind.Object)
            return new SnapshotError("", "The value is not an object.");
        var records = new List<ITenantRecord>();
        foreach (var member in tenant.EnumerateObject())
        {
            if (RecordKinds.All.FirstOrDefault(kind => kind.Name == member.Name) is not { } kind)
                return new SnapshotError($".{member.Name}", "A tenant has no member of this name.");
            if (!kind.Read(member.Value).TryGetValue(out var read, out var error))
                return error;
            records.AddRange(read);
        }

        return Result<IReadOnlyList<ITenantRecord>, SnapshotError>.Success(records);
    }

    private static SnapshotError? ValidateRoot(JsonElement root, params string[] members) => root.ValueKind switch
    {
        not JsonValueKind.Object => new SnapshotError("", "The value is not an object."),
        _ when !root.TryGetProperty(SnapshotWriter.VersionMember, out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SnapshotWriter.Version =>
            new SnapshotError($".{SnapshotWriter.VersionMember}", $"This server reads version {SnapshotWriter.Version}."),
        _ => root.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => name != SnapshotWriter.VersionMember && !members.Contains(name, StringComparer.Ordinal)) is { } unknown
                ? new SnapshotError($".{unknown}", "A snapshot has no member of this name.")
                : null,
    };

    private static SnapshotContent CreateContent(IEnumerable<KeyValuePair<TenantId, IReadOnlyList<ITenantRecord>>> recordsByTenant) =>
        new(new Dictionary<TenantId, IReadOnlyList<ITenantRecord>>(recordsByTenant));
}
