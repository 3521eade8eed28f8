using System.Collections.Immutable;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.KeySets;

/// <summary>A key set ("policy key", "key container") and its keys, oldest first. One kind and one use per set.</summary>
public sealed record KeySet(string Id, ImmutableArray<Key> Keys) : ITenantRecord
{
    /// <summary>Every id begins so; the service adds it where it is missing (graph-surface K2 [O]).</summary>
    public const string IdPrefix = "B2C_1A_";

    public static string FullId(string name) =>
        name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? name : IdPrefix + name;

    public Key? Find(string keyId) => Keys.FirstOrDefault(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));

    /// <summary>Appended; the others stay (graph-surface 7 [D]).</summary>
    public Outcome<KeySet> Add(Key key) => key switch
    {
        _ when Keys.Any(other => other.Kind != key.Kind) => new Refusal.KeyTypesMixed(),
        _ when Keys.Any(other => other.Use != key.Use) => new Refusal.KeyUsesMixed(),
        _ when Find(key.KeyId) is not null => new Refusal.KeyExists(key.KeyId, key.Kind == KeyKind.Rsa ? "RSA" : "oct"),
        _ => this with { Keys = Keys.Add(key) },
    };

    public Outcome<KeySet> SetStatus(string keyId, KeyStatus status, TenantId tenant) =>
        Find(keyId) is { } key ? this with { Keys = Keys.Replace(key, key with { Status = status }) } : new Refusal.KeyNotFound(keyId, tenant);

    public Outcome<KeySet> Remove(string keyId, TenantId tenant) =>
        Find(keyId) is { } key ? this with { Keys = Keys.Remove(key) } : new Refusal.KeyNotFound(keyId, tenant);
}
