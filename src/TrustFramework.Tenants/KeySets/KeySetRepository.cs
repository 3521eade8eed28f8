using System.Text.RegularExpressions;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.KeySets;

/// <summary>A tenant's key sets.</summary>
public sealed partial class KeySetRepository
{
    /// <summary>With the backups, which make room for new sets. What the service's limit is, nobody has said; this is ours. [I]</summary>
    public const int MaxKeySets = 1000;

    private readonly TenantId _tenant;
    private readonly TenantServices _services;
    private readonly ITenantStore _store;

    internal KeySetRepository(TenantId tenant, TenantServices services) => (_tenant, _services, _store) = (tenant, services, services.Store);

    /// <summary>By id, without the backups of deleted sets.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync() =>
        [.. (await _store.ListAsync<KeySet>(_tenant)).Where(set => !KeySet.IsBackup(set.Id))];

    /// <summary>A piece of the same list: what backups are met on the way do not count.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync(KeyRange range)
    {
        var met = await _store.ListAsync<KeySet>(_tenant, range);
        List<KeySet> found = [.. met.Where(set => !KeySet.IsBackup(set.Id))];
        while (found.Count < range.MaxCount && met.Count > 0)
        {
            met = await _store.ListAsync<KeySet>(_tenant, new KeyRange(met[^1].Id, range.MaxCount - found.Count));
            found.AddRange(met.Where(set => !KeySet.IsBackup(set.Id)));
        }

        return found;
    }

    /// <summary>Without the backups, which are found by looking at each.</summary>
    public async ValueTask<int> CountAsync() => (await ListAsync()).Count;

    public async ValueTask<Result<KeySet, Refusal>> FindAsync(string id) =>
        await _store.FindAsync<KeySet>(_tenant, id) is { } set ? set : NotFound(id);

    public async ValueTask<Result<Key, Refusal>> FindKeyAsync(string id, string keyId) =>
        (await FindAsync(id)).Then<Key>(set => set.Find(keyId) is { } key ? key : new Refusal.KeyNotFound(keyId, _tenant));

    /// <summary>The key that is in use now.</summary>
    public async ValueTask<Result<Key, Refusal>> FindActiveKeyAsync(string id)
    {
        var now = await _services.Clocks.GetUtcNowAsync(_tenant);
        return (await FindAsync(id)).Then(set => set.GetActiveKey(now, _tenant));
    }

    /// <summary>Creates a set, empty or with keys given as JWKs; the prefix is added to the name where it is missing.</summary>
    public ValueTask<Result<KeySet, Refusal>> CreateAsync(string? name, IEnumerable<KeyDraft> jwks) =>
        CreateAsync(name, jwks, (maker, id, draft) => maker.FromJwk(id, draft));

    /// <summary>A set as a seed describes it: a key without material is generated, and a key may bring its id.</summary>
    public ValueTask<Result<KeySet, Refusal>> SeedAsync(string? name, IEnumerable<KeyDraft> drafts) => CreateAsync(name, drafts, (maker, id, draft) =>
    {
        var unnamed = draft with { KeyId = null };
        var made = unnamed switch
        {
            { Modulus: not null } => maker.FromJwk(id, unnamed),
            { Secret: not null } => maker.FromSecret(id, unnamed),
            _ => maker.Generate(id, unnamed),
        };
        return made.Map(key => string.IsNullOrEmpty(draft.KeyId) ? key : key with { KeyId = draft.KeyId });
    });

    /// <summary>Puts the given keys in the place of all that a set has: graph-surface K4 [D].</summary>
    /// <param name="jwks">Null when the client named none, which is refused; an empty list empties the set.</param>
    public async ValueTask<Result<KeySet, Refusal>> ReplaceAsync(string id, IEnumerable<KeyDraft>? jwks)
    {
        if (await FindWritableAsync(id) is not { } found)
            return NotCreated(id);
        if (jwks is null)
            return new Refusal.ParameterMissing("keys");
        var filled = BuildKeySet(found.Id, jwks, (await CreateKeyFactoryAsync()).FromJwk);
        return filled.Error is null
            ? await ChangeAsync(id, NotCreated, set => set with { Keys = filled.Value.Keys })
            : filled;
    }

    public ValueTask<Result<Key, Refusal>> GenerateKeyAsync(string id, KeyDraft draft) => AppendAsync(id, (maker, set) => maker.Generate(set, draft));

    public ValueTask<Result<Key, Refusal>> UploadSecretAsync(string id, KeyDraft draft) => AppendAsync(id, (maker, set) => maker.FromSecret(set, draft));

    /// <param name="certificate">Base64 of DER or of PEM, or PEM.</param>
    public ValueTask<Result<Key, Refusal>> UploadCertificateAsync(string id, string? certificate) =>
        AppendAsync(id, (maker, set) => maker.FromCertificate(set, certificate));

    /// <param name="file">Base64 of a PFX file.</param>
    public ValueTask<Result<Key, Refusal>> UploadPkcs12Async(string id, string? file, string? password) =>
        AppendAsync(id, (maker, set) => maker.FromPkcs12(set, file, password));

    public async ValueTask<Result<KeySet, Refusal>> SetStatusAsync(string id, string keyId, KeyStatus status) =>
        await ChangeAsync(id, NotFound, set => set.SetStatus(keyId, status, _tenant));

    public async ValueTask<Result<KeySet, Refusal>> DeleteKeyAsync(string id, string keyId) =>
        await ChangeAsync(id, NotFound, set => set.Remove(keyId, _tenant));

    /// <summary>Deletes a set, of which a backup stays, or a backup for good: graph-surface K5.</summary>
    public async ValueTask<Result<KeySet, Refusal>> DeleteAsync(string id)
    {
        if (await _store.RemoveAsync<KeySet>(_tenant, id) is not { } removed)
            return NotFound(id);
        if (_services.KeySetOptions.DeleteLeavesBackup && !KeySet.IsBackup(removed.Id))
        {
            // The latest deletion wins. [I]
            var backup = removed with { Id = removed.Id + KeySet.BackupSuffix };
            await _store.ChangeAsync<KeySet>(_tenant, backup.Id, (_, _) => backup);
        }

        return removed;
    }

    private async ValueTask<Result<KeySet, Refusal>> CreateAsync(
        string? name, IEnumerable<KeyDraft> drafts, Func<KeyFactory, string, KeyDraft, Result<Key, Refusal>> make)
    {
        if (string.IsNullOrEmpty(name))
            return new Refusal.ParameterMissing("id");
        if (!IdPattern().IsMatch(name) || KeySet.IsBackup(name))
            return new Refusal.KeySetIdInvalid(name);

        var id = KeySet.FullId(name);
        var maker = await CreateKeyFactoryAsync();
        var filled = BuildKeySet(id, drafts, (set, draft) => make(maker, set, draft));
        if (filled.Error is not null)
            return filled;
        while (true)
        {
            var stored = await _store.ChangeAsync<KeySet>(_tenant, id, (current, held) => current switch
            {
                not null => new Refusal.KeySetExists(current.Id),
                null when held >= MaxKeySets => new Refusal.TooManyKeySets(MaxKeySets, _tenant),
                null => filled.Value,
            });
            if (stored.Error is not Refusal.TooManyKeySets || !await TryRemoveBackupAsync())
                return stored.Map(change => change.After);
        }
    }

    /// <summary>False when there is none left.</summary>
    private async ValueTask<bool> TryRemoveBackupAsync()
    {
        if ((await _store.ListAsync<KeySet>(_tenant)).FirstOrDefault(set => KeySet.IsBackup(set.Id)) is not { } backup)
            return false;
        await _store.RemoveAsync<KeySet>(_tenant, backup.Id);
        return true;
    }

    private static Result<KeySet, Refusal> BuildKeySet(string id, IEnumerable<KeyDraft> drafts, Func<string, KeyDraft, Result<Key, Refusal>> make) => drafts.Aggregate(
        (Result<KeySet, Refusal>)new KeySet(id, []), (set, draft) => set.Then(soFar => make(id, draft).Then(soFar.Add)));

    /// <summary>The key is made before the store is asked: making an RSA key is slow, and a transition is pure.</summary>
    private async ValueTask<Result<Key, Refusal>> AppendAsync(string id, Func<KeyFactory, string, Result<Key, Refusal>> make)
    {
        if (await FindWritableAsync(id) is not { } found)
            return NotCreated(id);
        var made = make(await CreateKeyFactoryAsync(), found.Id);
        return made.Error is null
            ? (await ChangeAsync(id, NotCreated, set => set.Add(made.Value))).Map(_ => made.Value)
            : made;
    }

    private async ValueTask<KeyFactory> CreateKeyFactoryAsync() => new(_tenant, _services, await _services.Clocks.GetUtcNowAsync(_tenant));

    private async ValueTask<KeySet?> FindWritableAsync(string id) =>
        KeySet.IsBackup(id) ? null : await _store.FindAsync<KeySet>(_tenant, id);

    private async ValueTask<Result<KeySet, Refusal>> ChangeAsync(string id, Func<string, Refusal> absent, Func<KeySet, Result<KeySet, Refusal>> change) =>
        (await _store.ChangeAsync<KeySet>(
            _tenant, id, (current, _) => current is null || KeySet.IsBackup(id) ? absent(id) : change(current))).Map(changed => changed.After);

    private Refusal.KeySetNotFound NotFound(string id) => new(id, _tenant);

    private Refusal.KeySetNotCreated NotCreated(string id) => new(id, _tenant);

    // Letters, digits and hyphens were seen (graph-surface K2 [O]); underscore and dot are in the prefix and in ".bak"; the rest is [I].
    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,128}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex IdPattern();
}
