using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.KeySets;

/// <summary>A tenant's key sets.</summary>
public sealed class KeySetRepository
{
    /// <summary>Backups count, but the oldest are removed when a new set is created at the limit. The service's limit is unknown. [I]</summary>
    public const int MaxKeySets = 1000;

    private readonly Tenant _tenant;
    private readonly TenantServices _services;
    private readonly ITenantStore _store;

    internal KeySetRepository(Tenant tenant, TenantServices services) => (_tenant, _services, _store) = (tenant, services, services.Store);

    /// <summary>All sets except backups, sorted by id.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync() =>
        [.. (await _store.ListAsync<KeySet>(_tenant.Id)).Where(set => !KeySet.IsBackup(set.Id))];

    /// <summary>A part of the same list. Backups do not count towards its length.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync(KeyRange range)
    {
        var (found, part) = (new List<KeySet>(), range);
        while (true)
        {
            var records = await _store.ListAsync<KeySet>(_tenant.Id, part);
            found.AddRange(records.Where(set => !KeySet.IsBackup(set.Id)));
            if (found.Count == range.MaxCount || records.Count < part.MaxCount)
                return found;
            part = new KeyRange(records[^1].Id, range.MaxCount - found.Count);
        }
    }

    /// <summary>The number of sets without backups.</summary>
    public async ValueTask<int> CountAsync() => (await ListAsync()).Count;

    public async ValueTask<Result<KeySet, Refusal>> FindAsync(string id) =>
        await _store.FindAsync<KeySet>(_tenant.Id, id) is { } set ? set : NotFound(id);

    public async ValueTask<Result<Key, Refusal>> FindKeyAsync(string id, string keyId) =>
        (await FindAsync(id)).Then<Key>(set => set.Find(keyId) is { } key ? key : new Refusal.KeyNotFound(keyId, _tenant.Id));

    /// <summary>The active key at the tenant's current time.</summary>
    public async ValueTask<Result<Key, Refusal>> FindActiveKeyAsync(string id)
    {
        var now = await _tenant.GetUtcNowAsync();
        return (await FindAsync(id)).Then(set => set.GetActiveKey(now, _tenant.Id));
    }

    /// <summary>Creates a set, empty or with keys from JWKs. The prefix is added to the name when it is missing.</summary>
    public ValueTask<Result<KeySet, Refusal>> CreateAsync(string? name, IEnumerable<KeyDraft> jwks) =>
        CreateAsync(name, jwks, (factory, id, draft) => factory.FromJwk(id, draft));

    /// <summary>Creates a set from a seed. A key without material is generated, and a key may have an id.</summary>
    public ValueTask<Result<KeySet, Refusal>> SeedAsync(string? name, IEnumerable<KeyDraft> drafts) => CreateAsync(name, drafts, (factory, id, draft) =>
    {
        if (!string.IsNullOrEmpty(draft.KeyId) && !Key.IsValidId(draft.KeyId))
            return new Refusal.ParameterWrong("kid", draft.KeyId, Key.ValidIds);
        var unnamed = draft with { KeyId = null };
        var created = unnamed switch
        {
            { Modulus: not null } => factory.FromJwk(id, unnamed),
            { Secret: not null } => factory.FromSecret(id, unnamed),
            _ => factory.Generate(id, unnamed),
        };
        return created.Map(key => string.IsNullOrEmpty(draft.KeyId) ? key : key with { KeyId = draft.KeyId });
    });

    /// <summary>Replaces all keys of a set: graph-surface K4 [D].</summary>
    /// <param name="jwks">Null when the client sent no list, which is refused. An empty list empties the set.</param>
    public async ValueTask<Result<KeySet, Refusal>> ReplaceAsync(string id, IEnumerable<KeyDraft>? jwks)
    {
        if (await FindWritableAsync(id) is not { } found)
            return NotCreated(id);
        if (jwks is null)
            return new Refusal.ParameterMissing("keys");
        var replacement = BuildKeySet(found.Id, jwks, (await CreateKeyFactoryAsync()).FromJwk);
        return replacement.Error is null
            ? await ChangeAsync(id, NotCreated, set => set with { Keys = replacement.Value.Keys })
            : replacement;
    }

    public ValueTask<Result<Key, Refusal>> GenerateKeyAsync(string id, KeyDraft draft) => AppendAsync(id, (factory, set) => factory.Generate(set, draft));

    public ValueTask<Result<Key, Refusal>> UploadSecretAsync(string id, KeyDraft draft) => AppendAsync(id, (factory, set) => factory.FromSecret(set, draft));

    /// <param name="certificate">Base64 of DER or of PEM, or PEM.</param>
    public ValueTask<Result<Key, Refusal>> UploadCertificateAsync(string id, string? certificate) =>
        AppendAsync(id, (factory, set) => factory.FromCertificate(set, certificate));

    /// <param name="file">Base64 of a PFX file.</param>
    public ValueTask<Result<Key, Refusal>> UploadPkcs12Async(string id, string? file, string? password) =>
        AppendAsync(id, (factory, set) => factory.FromPkcs12(set, file, password));

    public async ValueTask<Result<KeySet, Refusal>> SetStatusAsync(string id, string keyId, KeyStatus status) =>
        await ChangeAsync(id, NotFound, set => set.SetStatus(keyId, status, _tenant.Id));

    public async ValueTask<Result<KeySet, Refusal>> DeleteKeyAsync(string id, string keyId) =>
        await ChangeAsync(id, NotFound, set => set.Remove(keyId, _tenant.Id));

    /// <summary>Deletes a set and keeps a backup of it, or deletes a backup permanently: graph-surface K5.</summary>
    public async ValueTask<Result<KeySet, Refusal>> DeleteAsync(string id)
    {
        if (await _store.RemoveAsync<KeySet>(_tenant.Id, id) is not { } removed)
            return NotFound(id);
        if (_services.KeySetOptions.DeleteLeavesBackup && !KeySet.IsBackup(removed.Id))
        {
            // It replaces the backup of an earlier deletion. [I]
            var backup = removed with { Id = removed.Id + KeySet.BackupSuffix };
            await _store.ChangeAsync<KeySet>(_tenant.Id, backup.Id, (_, _) => backup);
        }

        return removed;
    }

    private async ValueTask<Result<KeySet, Refusal>> CreateAsync(
        string? name, IEnumerable<KeyDraft> drafts, Func<KeyFactory, string, KeyDraft, Result<Key, Refusal>> createKey)
    {
        if (string.IsNullOrEmpty(name))
            return new Refusal.ParameterMissing("id");
        if (!KeySet.IsValidName(name))
            return new Refusal.KeySetIdInvalid(name);

        var id = KeySet.FullId(name);
        var factory = await CreateKeyFactoryAsync();
        var created = BuildKeySet(id, drafts, (set, draft) => createKey(factory, set, draft));
        if (created.Error is not null)
            return created;
        if (await _tenant.SaveRequestedDomainAsync() is { } refusal)
            return refusal;
        while (true)
        {
            var stored = await _store.ChangeAsync<KeySet>(_tenant.Id, id, (current, count) => current switch
            {
                not null => new Refusal.KeySetExists(current.Id),
                null when count >= MaxKeySets => new Refusal.TooManyKeySets(MaxKeySets, _tenant.Id),
                null => created.Value,
            });
            if (stored.Error is not Refusal.TooManyKeySets || !await TryRemoveBackupAsync())
                return stored.Map(change => change.After);
        }
    }

    /// <summary>False when the tenant has no backup.</summary>
    private async ValueTask<bool> TryRemoveBackupAsync()
    {
        if ((await _store.ListAsync<KeySet>(_tenant.Id)).FirstOrDefault(set => KeySet.IsBackup(set.Id)) is not { } backup)
            return false;
        await _store.RemoveAsync<KeySet>(_tenant.Id, backup.Id);
        return true;
    }

    private static Result<KeySet, Refusal> BuildKeySet(string id, IEnumerable<KeyDraft> drafts, Func<string, KeyDraft, Result<Key, Refusal>> createKey) => drafts.Aggregate(
        (Result<KeySet, Refusal>)new KeySet(id, []), (set, draft) => set.Then(current => createKey(id, draft).Then(current.Add)));

    /// <summary>Creates the key before the change: generating an RSA key is slow, and a transition is pure.</summary>
    private async ValueTask<Result<Key, Refusal>> AppendAsync(string id, Func<KeyFactory, string, Result<Key, Refusal>> createKey)
    {
        if (await FindWritableAsync(id) is not { } found)
            return NotCreated(id);
        var created = createKey(await CreateKeyFactoryAsync(), found.Id);
        return created.Error is null
            ? (await ChangeAsync(id, NotCreated, set => set.Add(created.Value))).Map(_ => created.Value)
            : created;
    }

    private async ValueTask<KeyFactory> CreateKeyFactoryAsync() => new(_tenant.Id, _services, await _tenant.GetUtcNowAsync());

    private async ValueTask<KeySet?> FindWritableAsync(string id) =>
        KeySet.IsBackup(id) ? null : await _store.FindAsync<KeySet>(_tenant.Id, id);

    private async ValueTask<Result<KeySet, Refusal>> ChangeAsync(string id, Func<string, Refusal> notFound, Func<KeySet, Result<KeySet, Refusal>> change) =>
        (await _store.ChangeAsync<KeySet>(
            _tenant.Id, id, (current, _) => current is null || KeySet.IsBackup(id) ? notFound(id) : change(current))).Map(changed => changed.After);

    private Refusal.KeySetNotFound NotFound(string id) => new(id, _tenant.Id);

    private Refusal.KeySetNotCreated NotCreated(string id) => new(id, _tenant.Id);
}
