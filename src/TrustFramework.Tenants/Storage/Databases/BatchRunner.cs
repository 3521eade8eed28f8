namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// Runs one operation of a database after the other. Calls that arrive while an operation is on its way are served by the next one together, so that
/// many requests at the same time cost few operations.
/// </summary>
/// <param name="run">Gets the items of all calls that it serves, in the order of the calls. Every one of them gets its result or exception.</param>
internal sealed class BatchRunner<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<TResult>> run)
{
    private readonly Lock _lock = new();
    private Batch? _next;
    private bool _isRunning;

    /// <summary>Returns the result of an operation that starts after the call.</summary>
    public Task<TResult> RunAsync(TItem item)
    {
        Batch batch;
        bool isFirst;
        lock (_lock)
        {
            batch = _next ??= new Batch();
            batch.Items.Add(item);
            isFirst = !_isRunning;
            _isRunning = true;
        }

        if (isFirst)
            _ = RunAllAsync();
        return batch.Result.Task;
    }

    /// <summary>
    /// Runs one operation after the other until no call waits. If an operation fails, the calls that waited for its end fail too, so that none waits for two
    /// timeouts.
    /// </summary>
    private async Task RunAllAsync()
    {
        var batch = TakeNext();
        while (batch is not null)
        {
            var operation = run(batch.Items);
            await ((Task)operation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            batch.Result.SetFromTask(operation);
            batch = TakeNext();
            if (batch is not null && !operation.IsCompletedSuccessfully)
            {
                batch.Result.SetFromTask(operation);
                batch = TakeNext();
            }
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
        public List<TItem> Items { get; } = [];

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
