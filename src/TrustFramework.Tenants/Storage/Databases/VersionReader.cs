namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// Reads the versions of tenants in a shared database. Reads that arrive while a query is on its way are answered by the next query together, so that
/// many requests at the same time cost few queries.
/// </summary>
internal sealed class VersionReader(ISharedTenantDatabase database)
{
    private readonly Lock _lock = new();
    private Batch? _next;
    private bool _isRunning;

    /// <summary>The tenant's version at some instant after the call; 0 for a tenant without rows.</summary>
    public async ValueTask<long> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        Batch batch;
        bool isFirst;
        lock (_lock)
        {
            batch = _next ??= new Batch();
            batch.Tenants.Add(tenant);
            isFirst = !_isRunning;
            _isRunning = true;
        }

        if (isFirst)
            _ = RunAsync();
        return (await batch.Versions.Task.WaitAsync(cancellationToken)).GetValueOrDefault(tenant);
    }

    /// <summary>Runs one query after the other until no read waits.</summary>
    private async Task RunAsync()
    {
        while (TakeNext() is { } batch)
        {
            var query = database.ReadVersionsAsync(batch.Tenants, CancellationToken.None);
            await ((Task)query).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            batch.Versions.SetFromTask(query);
        }
    }

    private Batch? TakeNext()
    {
        lock (_lock)
        {
            var batch = _next;
            _next = null;
            _isRunning = batch is not null;
            return batch;
        }
    }

    private sealed class Batch
    {
        public HashSet<TenantId> Tenants { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<TenantId, long>> Versions { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
