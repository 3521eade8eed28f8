using System.Collections.Immutable;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.KeySets;

/// <summary>A key set ("policy key", "key container") and its keys, oldest first. All keys of a set have the same type and use.</summary>
public sealed record KeySet(string Id, ImmutableArray<Key> Keys) : ITenantRecord
{
    /// <summary>The prefix of every id. The service adds it when it is missing (graph-surface K2 [O]).</summary>
    public const string IdPrefix = "B2C_1A_";

    /// <summary>The suffix of the id of a deleted set: graph-surface K5 [D].</summary>
    public const string BackupSuffix = ".bak";

    /// <summary>The service's limit is unknown. [I]</summary>
    public const int MaxKeys = 100;

    private const int MaxNameLength = 128;

    /// <summary>Whether a set can be created with this name. The prefix may be missing in it.</summary>
    public static bool IsValidName(string name) => name.Length <= MaxNameLength && HasValidCharacters(name) && !IsBackup(name);

    /// <summary>Whether a set or a backup can have this id.</summary>
    public static bool IsValidId(string id) => id.Length <= IdPrefix.Length + MaxNameLength + BackupSuffix.Length && HasValidCharacters(id);

    public static string FullId(string name) =>
        name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? name : IdPrefix + name;

    /// <summary>A backup can be read and deleted by its id. It is not listed and cannot be changed. [I]</summary>
    public static bool IsBackup(string id) => id.EndsWith(BackupSuffix, StringComparison.OrdinalIgnoreCase);

    public Key? Find(string keyId) => Keys.FirstOrDefault(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));

    /// <summary>Appends a key and keeps the others (graph-surface 7 [D]).</summary>
    public Result<KeySet, Refusal> Add(Key key) => key switch
    {
        _ when Keys.Any(other => other.Type != key.Type) => new Refusal.KeyTypesMixed(),
        _ when Keys.Any(other => other.Use != key.Use) => new Refusal.KeyUsesMixed(),
        _ when Find(key.KeyId) is not null => new Refusal.KeyExists(key.KeyId, key.Type == KeyType.Rsa ? "RSA" : "oct"),
        _ when Keys.Length >= MaxKeys => new Refusal.TooManyKeys(MaxKeys, Id),
        _ => this with { Keys = Keys.Add(key) },
    };

    /// <summary>
    /// The active key at an instant: graph-surface 7.1. Of the enabled and valid keys, the one with the latest <c>nbf</c>. Keys without
    /// <c>nbf</c> come after all others; ties go to the key that was added last. [I] from rules [D]
    /// </summary>
    public Result<Key, Refusal> GetActiveKey(DateTimeOffset instant, TenantId tenant)
    {
        var now = instant.ToUnixTimeSeconds();
        Key[] enabled = [.. Keys.Where(key => key.Status == KeyStatus.Enabled)];
        Key[] valid = [.. enabled.Where(key => (key.NotBefore is null || key.NotBefore <= now) && (key.Expires is null || now < key.Expires))];
        return valid.AsEnumerable().Reverse().MaxBy(key => key.NotBefore ?? long.MinValue) is { } active
            ? active
            : new Refusal.NoActiveKey(Id, tenant, Keys.IsEmpty ? NoActiveKeyReason.Empty
                : enabled.Length == 0 ? NoActiveKeyReason.AllDisabled : NoActiveKeyReason.OutsideValidity);
    }

    public Result<KeySet, Refusal> SetStatus(string keyId, KeyStatus status, TenantId tenant) =>
        Find(keyId) is { } key ? this with { Keys = Keys.Replace(key, key with { Status = status }) } : new Refusal.KeyNotFound(keyId, tenant);

    public Result<KeySet, Refusal> Remove(string keyId, TenantId tenant) =>
        Find(keyId) is { } key ? this with { Keys = Keys.Remove(key) } : new Refusal.KeyNotFound(keyId, tenant);

    // Letters, digits and hyphens are observed (graph-surface K2 [O]); the prefix contains an underscore and ".bak" a dot; the rest is [I].
    private static bool HasValidCharacters(string id) => id.Length > 0 && IdCharacters.ContainsAll(id);
}
