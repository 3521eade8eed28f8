using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A key set with all its keys, or the backup of a deleted one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeySetSnapshot
{
    public required string Id { get; init; }

    public required IReadOnlyList<KeySnapshot?> Keys { get; init; }

    public static KeySetSnapshot From(KeySet set, bool secrets) => new() { Id = set.Id, Keys = [.. set.Keys.Select(key => KeySnapshot.From(key, secrets))] };

    public Reading<KeySet> Read()
    {
        if (Id.Length == 0)
            return new SnapshotError(".id", "It is empty.");
        return Reading.Each(Keys, key => key.Read()).Within(".keys").Then<KeySet>(keys =>
        {
            var filled = keys.Aggregate((Result<KeySet, Refusal>)new KeySet(Id, []), (set, key) => set.Then(soFar => soFar.Add(key)));
            return filled.Error is null ? filled.Value : new SnapshotError(".keys", "They are of one kind and one use, and each has another kid.");
        });
    }
}
