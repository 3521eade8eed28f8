namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Delays a request by the server's own clock. When the server stops, the delay ends, so that the client still gets its response.</summary>
internal static class InjectedDelay
{
    /// <exception cref="OperationCanceledException">The client has disconnected.</exception>
    public static async Task WaitAsync(HttpContext context, TimeSpan delay)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await Task.Delay(delay, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Not on the thread that ends the delay, because it ends the delays of all requests, one after the other.
        await Task.Yield();
        context.RequestAborted.ThrowIfCancellationRequested();
    }
}
