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

    internal KeySetRepository(Tenant tenant, TenantServices services) => (_tenant, _services) = (tenant, services);

    /// <summary>All sets except backups, sorted by id.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync() =>
        [.. (await _tenant.ReadAsync()).List<KeySet>().Where(set => !KeySet.IsBackup(set.Id))];

    /// <summary>A part of the same list. Backups do not count towards its length.</summary>
    public async ValueTask<IReadOnlyList<KeySet>> ListAsync(KeyRange range)
    {
        var (state, found, part) = (await _tenant.ReadAsync(), new List<KeySet>(), range);
        while (true)
        {
            var records = state.List<KeySet>(part);
            found.AddRange(records.Where(set => !KeySet.IsBackup(set.Id)));
            if (found.Count == range.MaxCount || records.Count < part.MaxCount)
                return found;
            part = new KeyRange(records[^1].Id, range.MaxCount - found.Count);
        }
    }

    /// <summary>The number of sets without backups.</summary>
    public async ValueTask<int> CountAsync() => (await ListAsync()).Count;

    public async ValueTask<Result<KeySet, Refusal>> FindAsync(string id) =>
        (await _tenant.ReadAsync()).Find<KeySet>(id) is { } set ? set : NotFound(id);

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
    public async ValueTask<Result<KeySet, Refusal>> DeleteAsync(string id) =>
        (await _tenant.ChangeAsync(state => state.Find<KeySet>(id) is { } set ? Remove(state, set) : NotFound(id))).Map(change => change.Before.Find<KeySet>(id)!);

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
        var domain = await _tenant.FindAssignableDomainAsync(_tenant.RequestedDomain);
        return (await _tenant.ChangeAsync(state => Add(_tenant.AssignDomain(state, domain), created.Value))).Map(_ => created.Value);
    }

    /// <summary>At the limit, the new set takes the place of a backup.</summary>
    private Result<TenantState, Refusal> Add(TenantState state, KeySet created)
    {
        if (state.Find<KeySet>(created.Id) is { } current)
            return new Refusal.KeySetExists(current.Id);
        if (state.Count<KeySet>() < MaxKeySets)
            return state.With(created);
        return state.List<KeySet>().FirstOrDefault(set => KeySet.IsBackup(set.Id)) is { } backup
            ? state.Without<KeySet>(backup.Id).With(created)
            : new Refusal.TooManyKeySets(MaxKeySets, _tenant.Id);
    }

    /// <summary>The backup replaces that of an earlier deletion. [I]</summary>
    private TenantState Remove(TenantState state, KeySet set) => _services.KeySetOptions.DeleteLeavesBackup && !KeySet.IsBackup(set.Id)
        ? state.Without<KeySet>(set.Id).With(set with { Id = set.Id + KeySet.BackupSuffix })
        : state.Without<KeySet>(set.Id);

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
        KeySet.IsBackup(id) ? null : (await _tenant.ReadAsync()).Find<KeySet>(id);

    private async ValueTask<Result<KeySet, Refusal>> ChangeAsync(string id, Func<string, Refusal> notFound, Func<KeySet, Result<KeySet, Refusal>> change) =>
        (await _tenant.ChangeAsync(state => state.Find<KeySet>(id) is { } current && !KeySet.IsBackup(id) ? change(current).Map(state.With) : notFound(id)))
            .Map(changed => changed.After.Find<KeySet>(id)!);

    private Refusal.KeySetNotFound NotFound(string id) => new(id, _tenant.Id);

    private Refusal.KeySetNotCreated NotCreated(string id) => new(id, _tenant.Id);
}
