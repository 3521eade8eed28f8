using System.Text.RegularExpressions;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.KeySets;

/// <summary>A tenant's key sets.</summary>
public sealed partial class KeySetRing
{
    private readonly TenantId _tenant;
    private readonly ITenantStore _store;
    private readonly KeyMaker _maker;

    internal KeySetRing(TenantId tenant, ITenantStore store, TimeProvider time, IRandomSource random) =>
        (_tenant, _store, _maker) = (tenant, store, new KeyMaker(tenant, time, random));

    /// <summary>By id.</summary>
    public ValueTask<IReadOnlyList<KeySet>> ListAsync() => _store.ListAsync<KeySet>(_tenant);

    public async ValueTask<Outcome<KeySet>> FindAsync(string id) =>
        await _store.FindAsync<KeySet>(_tenant, id) is { } set ? set : NotFound(id);

    public async ValueTask<Outcome<Key>> FindKeyAsync(string id, string keyId) =>
        (await FindAsync(id)).Then<Key>(set => set.Find(keyId) is { } key ? key : new Refusal.KeyNotFound(keyId, _tenant));

    /// <summary>Creates a set, empty or with keys given as JWKs; the prefix is added to the name where it is missing.</summary>
    public ValueTask<Outcome<KeySet>> CreateAsync(string? name, IEnumerable<KeyDraft> jwks) => CreateAsync(name, jwks, _maker.FromJwk);

    /// <summary>A set as a seed describes it: a key without material is generated, and a key may bring its id.</summary>
    public ValueTask<Outcome<KeySet>> SeedAsync(string? name, IEnumerable<KeyDraft> drafts) => CreateAsync(name, drafts, (id, draft) =>
    {
        var unnamed = draft with { KeyId = null };
        var made = unnamed switch
        {
            { Modulus: not null } => _maker.FromJwk(id, unnamed),
            { Secret: not null } => _maker.FromSecret(id, unnamed),
            _ => _maker.Generate(id, unnamed),
        };
        return made.Map(key => string.IsNullOrEmpty(draft.KeyId) ? key : key with { KeyId = draft.KeyId });
    });

    public ValueTask<Outcome<Key>> GenerateKeyAsync(string id, KeyDraft draft) => AppendAsync(id, draft, _maker.Generate);

    public ValueTask<Outcome<Key>> UploadSecretAsync(string id, KeyDraft draft) => AppendAsync(id, draft, _maker.FromSecret);

    public async ValueTask<Outcome<KeySet>> SetStatusAsync(string id, string keyId, KeyStatus status) =>
        await ChangeAsync(id, NotFound, set => set.SetStatus(keyId, status, _tenant));

    public async ValueTask<Outcome<KeySet>> DeleteKeyAsync(string id, string keyId) =>
        await ChangeAsync(id, NotFound, set => set.Remove(keyId, _tenant));

    public async ValueTask<Outcome<KeySet>> DeleteAsync(string id) =>
        await _store.RemoveAsync<KeySet>(_tenant, id) is { } removed ? removed : NotFound(id);

    private async ValueTask<Outcome<KeySet>> CreateAsync(
        string? name, IEnumerable<KeyDraft> drafts, Func<string, KeyDraft, Outcome<Key>> make)
    {
        if (string.IsNullOrEmpty(name))
            return new Refusal.ParameterMissing("id");
        if (!IdPattern().IsMatch(name))
            return new Refusal.KeySetIdInvalid(name);

        var id = KeySet.FullId(name);
        var filled = drafts.Aggregate(
            (Outcome<KeySet>)new KeySet(id, []), (set, draft) => set.Then(soFar => make(id, draft).Then(soFar.Add)));
        if (filled.Refusal is not null)
            return filled;
        var stored = await _store.ChangeAsync<KeySet>(
            _tenant, id, (current, _) => current is null ? filled.Value : new Refusal.KeySetExists(current.Id));
        return stored.Map(change => change.After);
    }

    /// <summary>The key is made before the store is asked: making an RSA key is slow, and a transition is pure.</summary>
    private async ValueTask<Outcome<Key>> AppendAsync(string id, KeyDraft draft, Func<string, KeyDraft, Outcome<Key>> make)
    {
        if (await _store.FindAsync<KeySet>(_tenant, id) is not { } found)
            return NotCreated(id);
        var made = make(found.Id, draft);
        return made.Refusal is null
            ? (await ChangeAsync(id, NotCreated, set => set.Add(made.Value))).Map(_ => made.Value)
            : made;
    }

    private async ValueTask<Outcome<KeySet>> ChangeAsync(string id, Func<string, Refusal> absent, Func<KeySet, Outcome<KeySet>> change) =>
        (await _store.ChangeAsync<KeySet>(_tenant, id, (current, _) => current is null ? absent(id) : change(current))).Map(changed => changed.After);

    private Refusal.KeySetNotFound NotFound(string id) => new(id, _tenant);

    private Refusal.KeySetNotCreated NotCreated(string id) => new(id, _tenant);

    // Letters, digits and hyphens were seen (graph-surface K2 [O]); underscore and dot are in the prefix and in ".bak"; the rest is [I].
    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,128}$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
