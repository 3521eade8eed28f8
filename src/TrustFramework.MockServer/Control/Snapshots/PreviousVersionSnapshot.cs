using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What readers see instead of a policy or key set until a delayed write becomes visible.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviousVersionSnapshot
{
    public required long Number { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>The id of the policy; null when the write was to a key set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PolicyId { get; init; }

    /// <summary>The id of the key set; null when the write was to a policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KeySetId { get; init; }

    /// <summary>Null when readers see no policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PolicySnapshot? Policy { get; init; }

    /// <summary>Null when readers see no key set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KeySetSnapshot? KeySet { get; init; }

    public static PreviousVersionSnapshot From(PreviousVersion version, bool secrets) => new()
    {
        Number = version.Number,
        Until = version.Until,
        PolicyId = version.Kind == typeof(StoredPolicy) ? version.RecordId : null,
        KeySetId = version.Kind == typeof(KeySet) ? version.RecordId : null,
        Policy = version.Record is StoredPolicy policy ? PolicySnapshot.From(policy, secrets) : null,
        KeySet = version.Record is KeySet keySet ? KeySetSnapshot.From(keySet, secrets) : null,
    };

    public Result<PreviousVersion, SnapshotError> Read() => (PolicyId, KeySetId) switch
    {
        _ when Number < 1 => new SnapshotError(".number", "The value is not positive."),
        ({ } id, null) when KeySet is null => Create<StoredPolicy>(id, Policy?.Read().Within(".policy")),
        (null, { } id) when Policy is null => Create<KeySet>(id, KeySet?.Read().Within(".keySet")),
        _ => new SnapshotError("", "Write either policyId or keySetId, with the previous policy or key set."),
    };

    private Result<PreviousVersion, SnapshotError> Create<T>(string id, Result<T, SnapshotError>? record)
        where T : class, ITenantRecord
    {
        if (record is null)
            return new PreviousVersion(Number, typeof(T), id, Record: null, Until);
        return record.Value.Then<PreviousVersion>(previous => StringComparer.OrdinalIgnoreCase.Equals(previous.Id, id)
            ? new PreviousVersion(Number, typeof(T), id, previous, Until)
            : new SnapshotError("", $"The previous version of '{id}' has the id '{previous.Id}'."));
    }
}
