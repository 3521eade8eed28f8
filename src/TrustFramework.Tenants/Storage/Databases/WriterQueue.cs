namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// Runs one change after the other. If the database does not respond to one, the changes that waited for its end fail too, so that none waits for more
/// than one timeout.
/// </summary>
internal sealed class WriterQueue : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile StoreUnavailableException? _lastFailure;

    public async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> change, CancellationToken cancellationToken)
    {
        var earlierFailure = _lastFailure;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_lastFailure is { } failure && failure != earlierFailure)
                throw new StoreUnavailableException(failure.Message, failure);
            return await RunAsync(change);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> change)
    {
        try
        {
            return await change();
        }
        catch (StoreUnavailableException exception)
        {
            _lastFailure = exception;
            throw;
        }
    }
}
