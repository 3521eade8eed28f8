namespace TrustFramework.MockServer.Hosting;

/// <summary>Whether the seed is loaded. The server listens from the beginning; until then requests wait.</summary>
internal sealed class StartupState
{
    private readonly TaskCompletionSource<string?> _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the seed is loaded, with null, or cannot be: then with the error, and the server is about to stop.</summary>
    public Task<string?> Seeded => _seeded.Task;

    public bool IsSeeded => _seeded.Task is { IsCompletedSuccessfully: true, Result: null };

    public void SetSeeded(string? error) => _seeded.TrySetResult(error);
}

/// <summary>Lets requests wait until the seed is loaded, so that nobody sees half of it. Health is answered at once.</summary>
internal sealed class StartupGateMiddleware(RequestDelegate next, StartupState startup)
{
    public Task InvokeAsync(HttpContext context) =>
        startup.IsSeeded || context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        if (await startup.Seeded.WaitAsync(context.RequestAborted) is null)
            await next(context);
        else
            await ProblemDetailsResource.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The server does not start: its seed cannot be loaded.");
    }
}
