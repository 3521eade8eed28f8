namespace TrustFramework.MockServer.Hosting;

/// <summary>Whether the store is open and the seed is loaded. The server already listens before; requests wait for both.</summary>
internal sealed class StartupState
{
    private readonly TaskCompletionSource<string?> _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with null when the seed is loaded, or with the reason why it or the store cannot be used. The server then stops.</summary>
    public Task<string?> Seeded => _seeded.Task;

    public bool IsSeeded => _seeded.Task is { IsCompletedSuccessfully: true, Result: null };

    public void SetSeeded(string? error) => _seeded.TrySetResult(error);
}

/// <summary>Holds requests until the seed is loaded, so that no client sees an incomplete seed. The health endpoints respond at once.</summary>
internal sealed class StartupGateMiddleware(RequestDelegate next, StartupState startup, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context) =>
        startup.IsSeeded || context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        Task seeded = startup.Seeded.WaitAsync(end.Token);
        await seeded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.RequestAborted.ThrowIfCancellationRequested();
        if (startup.IsSeeded)
        {
            await next(context);
            return;
        }

        var reason = startup.Seeded.IsCompleted ? "The server stops because its seed cannot be loaded." : "The server stops.";
        await ProblemResource.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, reason);
    }
}
