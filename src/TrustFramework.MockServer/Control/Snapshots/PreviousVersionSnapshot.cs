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
        PolicyId = version.IsPolicy ? version.RecordId : null,
        KeySetId = version.IsPolicy ? null : version.RecordId,
        Policy = version.Policy is { } policy ? PolicySnapshot.From(policy, secrets) : null,
        KeySet = version.KeySet is { } keySet ? KeySetSnapshot.From(keySet, secrets) : null,
    };

    public Result<PreviousVersion, SnapshotError> Read() => (PolicyId, KeySetId) switch
    {
        _ when Number < 1 => new SnapshotError(".number", "The value is not positive."),
        ({ } id, null) when KeySet is null => ReadPolicy(id),
        (null, { } id) when Policy is null => ReadKeySet(id),
        _ => new SnapshotError("", "Write either policyId or keySetId, with the previous policy or key set."),
    };

    private Result<PreviousVersion, SnapshotError> ReadPolicy(string id) => Policy is null
        ? Create(id, policy: null, keySet: null)
        : Policy.Read().Within(".policy").Then(policy => StringComparer.OrdinalIgnoreCase.Equals(policy.Id, id)
            ? (Result<PreviousVersion, SnapshotError>)Create(id, policy, keySet: null)
            : new SnapshotError(".policyId", "The value is not the id of the policy."));

    private Result<PreviousVersion, SnapshotError> ReadKeySet(string id) => KeySet is null
        ? Create(id, policy: null, keySet: null)
        : KeySet.Read().Within(".keySet").Then(keySet => StringComparer.OrdinalIgnoreCase.Equals(keySet.Id, id)
            ? (Result<PreviousVersion, SnapshotError>)Create(id, policy: null, keySet)
            : new SnapshotError(".keySetId", "The value is not the id of the key set."));

    private PreviousVersion Create(string id, StoredPolicy? policy, KeySet? keySet) => new(Number, PolicyId is not null, id, policy, keySet, Until);
}
