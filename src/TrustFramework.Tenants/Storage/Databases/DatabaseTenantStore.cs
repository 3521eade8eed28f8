using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// State in a database. Keeps the states that were read last: of a shared database, a read asks only for what has changed since then; of an
/// exclusive one, it asks for nothing.
/// </summary>
/// <param name="maxTenants">See <see cref="ITenantStore.MaxTenants"/>.</param>
/// <param name="cacheSize">The largest total size of the states that are kept, in bytes of serialized records.</param>
public sealed class DatabaseTenantStore(ITenantDatabase database, IRecordSerializer serializer, int maxTenants, long cacheSize) : ITenantStore, IAsyncDisposable
{
    private const string CheckSetting = "serializer-check";

    /// <summary>What a record takes besides its data.</summary>
    private const int RecordOverhead = 200;

    private readonly BoundedCache<TenantId, CachedState> _cache = new(cacheSize);

    /// <summary>Orders commits and reads of an exclusive database, so that a read never puts an old state into the cache. Null for a shared database.</summary>
    private readonly SemaphoreSlim? _exclusive = database.IsShared ? null : new SemaphoreSlim(1);

    private readonly VersionReader _versions = new(database);

    /// <summary>Each is for the tenants with the same remainder of their hash code.</summary>
    private readonly SemaphoreSlim[] _writers = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public int MaxTenants => maxTenants;

    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await database.OpenAsync(cancellationToken);
        if (!serializer.IsCheck(await database.GetOrAddSettingAsync(CheckSetting, serializer.CreateCheck(), cancellationToken)))
            throw new StoreConfigurationException("The store was encrypted with another key. Set MockServer:StoreKey to that key, or use another store.");
    }

    public async ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        if (_exclusive is null)
            return await LoadAsync(tenant, cancellationToken);
        if (_cache.Find(tenant) is { } cached)
            return cached.State;
        await _exclusive.WaitAsync(cancellationToken);
        try
        {
            return await LoadAsync(tenant, cancellationToken);
        }
        finally
        {
            _exclusive.Release();
        }
    }

    public async ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default)
    {
        RecordRow[] rows = [.. after.GetChanges(before).Select(change => new RecordRow(
            serializer.GetKind(change.Kind), ToRowId(change.Id), change.Record is { } record ? (ReadOnlyMemory<byte>?)serializer.Serialize(record) : null))];
        if (rows.Length == 0)
            return CommitResult.Committed;
        if (_exclusive is null)
            return await CommitAsync(before, after, rows, cancellationToken);
        await _exclusive.WaitAsync(cancellationToken);
        try
        {
            return await CommitAsync(before, after, rows, cancellationToken);
        }
        finally
        {
            _exclusive.Release();
        }
    }

    /// <summary>The changes of a tenant through this object wait for one another, so that they conflict only with those of other processes.</summary>
    public async ValueTask<Result<StateChange, Refusal>> ChangeAsync(
        TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default)
    {
        var writers = _writers[(tenant.GetHashCode() & int.MaxValue) % _writers.Length];
        await writers.WaitAsync(cancellationToken);
        try
        {
            return await this.RetryAsync(tenant, transition, cancellationToken);
        }
        finally
        {
            writers.Release();
        }
    }

    public async ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        [.. (await database.ListTenantsAsync(cancellationToken)).OrderBy(tenant => tenant.Value)];

    public async ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, ITenantRecord =>
        [.. (await database.ListByKindAsync(serializer.GetKind(typeof(T)), cancellationToken)).Select(row => KeyValuePair.Create(row.Key, (T)Deserialize(row.Value)))];

    public async ValueTask DisposeAsync()
    {
        _exclusive?.Dispose();
        foreach (var writers in _writers)
            writers.Dispose();
        await database.DisposeAsync();
    }

    private async ValueTask<TenantState> LoadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var cached = _cache.Find(tenant);
        if (cached is not null && _exclusive is not null)
            return cached.State;
        if (cached is not null && await _versions.ReadAsync(tenant, cancellationToken) == cached.State.Version)
            return cached.State;
        var read = await database.ReadAsync(tenant, cached?.State.Version ?? 0, cancellationToken);
        if (read.Rows is not { } rows)
            return cached?.State ?? Keep(TenantState.CreateEmpty(tenant), size: 0).State;
        var state = TenantState.Create(tenant, read.Version, rows.Select(row => (serializer.GetRecordType(row.Kind), row.Id, FindOrCreate(cached?.State, row))));
        return Keep(state, rows.Sum(row => (long)(row.Data?.Length ?? 0)) + (cached?.Size ?? 0)).State;
    }

    private async ValueTask<CommitResult> CommitAsync(TenantState before, TenantState after, RecordRow[] rows, CancellationToken cancellationToken)
    {
        var isKnown = false;
        try
        {
            var commit = await database.TryCommitAsync(before.Tenant, before.Version, rows, after.IsEmpty, maxTenants, cancellationToken);
            if (commit.Result == CommitResult.Committed)
                Keep(after.AtVersion(commit.Version), (_cache.Find(before.Tenant)?.Size ?? 0) + rows.Sum(row => (long)(row.Data?.Length ?? 0)));
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

    /// <summary>A row that has not changed is in the state that is known.</summary>
    private StoredRecord FindOrCreate(TenantState? known, RecordRow row) => row.Data is null
        ? known!.FindStored(serializer.GetRecordType(row.Kind), row.Id)!
        : new StoredRecord(() => Deserialize(row));

    private ITenantRecord Deserialize(RecordRow row) => serializer.Deserialize(row.Kind, row.Id, row.Data!.Value.Span);

    private CachedState Keep(TenantState state, long size)
    {
        var kept = new CachedState(state, size);
        _cache.Set(state.Tenant, kept, size + RecordOverhead + ((long)state.RecordCount * RecordOverhead));
        return kept;
    }

    private static string ToRowId(string id) => id.ToUpperInvariant();

    /// <param name="Size">Of the data of all records. Data of records that were replaced counts until the state is read again.</param>
    private sealed record CachedState(TenantState State, long Size);
}
