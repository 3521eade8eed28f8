using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// State in a database. Keeps the states that were read last: of a shared database, a read asks only for what has changed since then; of another one,
/// it asks for nothing.
/// </summary>
/// <param name="encryption">Null stores the serialized records as they are.</param>
/// <param name="maxTenants">See <see cref="ITenantStore.MaxTenants"/>.</param>
/// <param name="cacheSize">The largest total size of the states that are kept, in bytes of the data of their rows.</param>
public sealed class DatabaseTenantStore(
    ITenantDatabase database, IRecordSerializer serializer, RowEncryption? encryption, int maxTenants, long cacheSize) : ITenantStore, IAsyncDisposable
{
    private const string EncryptionCheckSetting = "encryption-check";

    /// <summary>What a record takes besides its data.</summary>
    private const int RecordOverhead = 200;

    private readonly BoundedCache<TenantId, CachedState> _cache = new(cacheSize);

    /// <summary>Null if no other process changes the database.</summary>
    private readonly BatchRunner<TenantId, IReadOnlyDictionary<TenantId, long>>? _versions = database is ISharedTenantDatabase shared
        ? new(tenants => shared.ReadVersionsAsync([.. tenants.Distinct()], CancellationToken.None))
        : null;

    /// <summary>Orders the commits and reads of a database that is not shared, so that a read never puts an old state into the cache.</summary>
    private readonly SemaphoreSlim _exclusive = new(1);

    /// <summary>Each is for the tenants with the same remainder of their hash code.</summary>
    private readonly WriterQueue[] _writers = [.. Enumerable.Range(0, 256).Select(_ => new WriterQueue())];

    public int MaxTenants => maxTenants;

    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await database.OpenAsync(cancellationToken);
        var check = await database.GetOrAddSettingAsync(EncryptionCheckSetting, encryption?.CreateCheck() ?? [], cancellationToken);
        if (!(encryption?.IsCheck(check) ?? check.Length == 0))
            throw new StoreConfigurationException("The store was encrypted with another key. Set MockServer:StoreKey to that key, or use another store.");
    }

    public ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        var cached = _cache.Find(tenant);
        if (database is ISharedTenantDatabase shared)
            return ReadSharedAsync(shared, tenant, cached, cancellationToken);
        return cached is not null
            ? ValueTask.FromResult(cached.State)
            : RunExclusivelyAsync(() => _cache.Find(tenant) is { } loaded ? ValueTask.FromResult(loaded.State) : LoadAsync(tenant, cancellationToken), cancellationToken);
    }

    public ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default)
    {
        RecordRow[] rows = [.. after.GetChanges(before).Select(change => CreateRow(before.Tenant, change))];
        return rows.Length == 0 ? ValueTask.FromResult(CommitResult.Committed)
            : database is ISharedTenantDatabase ? CommitAsync(before, after, rows, cancellationToken)
            : RunExclusivelyAsync(() => CommitAsync(before, after, rows, cancellationToken), cancellationToken);
    }

    /// <summary>The changes of a tenant through this object wait for one another, so that they conflict only with those of other processes.</summary>
    public ValueTask<Result<StateChange, Refusal>> ChangeAsync(
        TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default) =>
        _writers[(tenant.GetHashCode() & int.MaxValue) % _writers.Length].RunAsync(() => this.RetryAsync(tenant, transition, cancellationToken), cancellationToken);

    public async ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        [.. (await database.ListTenantsAsync(cancellationToken)).OrderBy(tenant => tenant.Value)];

    public async ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, ITenantRecord =>
        [.. (await database.ListByKindAsync(serializer.GetKind(typeof(T)), cancellationToken)).Select(row => KeyValuePair.Create(row.Key, (T)Deserialize(row.Key, row.Value)))];

    public async ValueTask DisposeAsync()
    {
        _exclusive.Dispose();
        foreach (var writers in _writers)
            writers.Dispose();
        await database.DisposeAsync();
    }

    private async ValueTask<TenantState> ReadSharedAsync(ISharedTenantDatabase shared, TenantId tenant, CachedState? known, CancellationToken cancellationToken)
    {
        if (known is null)
            return await LoadAsync(tenant, cancellationToken);
        var versions = await _versions!.RunAsync(tenant).WaitAsync(cancellationToken);
        if (versions.GetValueOrDefault(tenant) == known.State.Version)
            return known.State;
        var changes = await shared.ReadChangesAsync(tenant, known.State.Version, cancellationToken);
        return Keep(CreateState(tenant, changes, known.State), known.Size + GetSize(changes.Rows));
    }

    private async ValueTask<TenantState> LoadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var read = await database.ReadAsync(tenant, cancellationToken);
        return Keep(CreateState(tenant, read, known: null), GetSize(read.Rows));
    }

    private async ValueTask<CommitResult> CommitAsync(TenantState before, TenantState after, RecordRow[] rows, CancellationToken cancellationToken)
    {
        var isKnown = false;
        try
        {
            var commit = await database.TryCommitAsync(before.Tenant, before.Version, rows, after.IsEmpty, maxTenants, cancellationToken);
            if (commit.Result == CommitResult.Committed)
                Keep(after.AtVersion(commit.Version), (_cache.Find(before.Tenant)?.Size ?? 0) + GetSize(rows));
            isKnown = true;
            return commit.Result;
        }
        finally
        {
            // After an exception it is not known whether the commit was stored.
            if (!isKnown)
                _cache.Remove(before.Tenant);
        }
    }

    private TenantState CreateState(TenantId tenant, TenantRows read, TenantState? known) => TenantState.Create(tenant, read.Version, read.Rows.Select(row =>
    {
        var type = serializer.GetRecordType(row.Kind);
        return (type, row.Id, row.Data is null ? known!.FindStored(type, row.Id)! : new StoredRecord(() => Deserialize(tenant, row)));
    }));

    private RecordRow CreateRow(TenantId tenant, RecordChange change)
    {
        var (kind, id) = (serializer.GetKind(change.Kind), change.Id.ToUpperInvariant());
        if (change.Record is null)
            return new RecordRow(kind, id, Data: null);
        var data = serializer.Serialize(change.Record);
        return new RecordRow(kind, id, encryption?.Encrypt(tenant, kind, id, data) ?? data);
    }

    private ITenantRecord Deserialize(TenantId tenant, RecordRow row)
    {
        var data = row.Data!.Value.Span;
        return serializer.Deserialize(row.Kind, encryption is null ? data : encryption.Decrypt(tenant, row.Kind, row.Id, data));
    }

    private TenantState Keep(TenantState state, long size)
    {
        _cache.Set(state.Tenant, new CachedState(state, size), size + ((state.RecordCount + 1L) * RecordOverhead));
        return state;
    }

    private static long GetSize(IEnumerable<RecordRow> rows) => rows.Sum(row => (long)(row.Data?.Length ?? 0));

    private async ValueTask<T> RunExclusivelyAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await _exclusive.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _exclusive.Release();
        }
    }

    /// <param name="Size">Of the data of all rows. Data of records that were replaced counts until the state is read again.</param>
    private sealed record CachedState(TenantState State, long Size);
}
