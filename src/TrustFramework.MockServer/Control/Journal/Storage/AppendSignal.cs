namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>Completes the tasks of those who wait for the next entry.</summary>
internal sealed class AppendSignal
{
    private TaskCompletionSource? _next;

    public Task WaitAsync()
    {
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _next, created, null) ?? created).Task;
    }

    public void Notify()
    {
        if (Volatile.Read(ref _next) is not null)
            Interlocked.Exchange(ref _next, null)?.SetResult();
    }
}
