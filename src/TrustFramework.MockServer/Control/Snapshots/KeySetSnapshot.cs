using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A key set with its keys, or the backup of a deleted key set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeySetSnapshot
{
    public required string Id { get; init; }

    public required IReadOnlyList<KeySnapshot?> Keys { get; init; }

    public static KeySetSnapshot From(KeySet set, bool secrets) => new() { Id = set.Id, Keys = [.. set.Keys.Select(key => KeySnapshot.From(key, secrets))] };

    public Result<KeySet, SnapshotError> Read() => 0 switch
    {
        _ when !KeySet.IsValidId(Id) => new SnapshotError(".id", "Write the letters, digits, '_', '-' and '.' of a key set's id."),
        _ when Keys.Count > KeySet.MaxKeys => new SnapshotError(".keys", $"There are {Keys.Count} keys. A key set has at most {KeySet.MaxKeys}."),
        _ => SnapshotResult.ReadAll(Keys, key => key.Read()).Within(".keys").Then(CreateKeySet),
    };

    private Result<KeySet, SnapshotError> CreateKeySet(IReadOnlyList<Key> keys) =>
        keys.Aggregate((Result<KeySet, Refusal>)new KeySet(Id, []), (result, key) => result.Then(set => set.Add(key))).TryGetValue(out var keySet, out _)
            ? keySet
            : new SnapshotError(".keys", "The keys of a set have the same kty and use, and different kids.");
}
