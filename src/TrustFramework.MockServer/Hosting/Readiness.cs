using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How far the start has come. The doors open at once; until the seed is loaded everything waits but the question whether the process lives.</summary>
internal sealed class Readiness(ServedCertificate served, SelfCheck self)
{
    private const string Starting = "starting";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(180);

    private readonly TaskCompletionSource<bool> _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _isSeeded;
    private volatile bool _isAsked;

    /// <param name="isLoaded">False when the seed is bad, and the server is about to end.</param>
    public void Seeded(bool isLoaded)
    {
        _isSeeded = isLoaded;
        _seeded.TrySetResult(isLoaded);
    }

    /// <summary>To stand before whatever could show half a seed.</summary>
    public void UseGate(IApplicationBuilder app) => app.Use(next => context => _answered.Task.IsCompleted ? next(context) : FirstAsync(context, next));

    /// <summary>
    /// Passes a moment, and the answer to whoever waited for the doors, if that does not take too long: what else there is to do wants the
    /// same code loaded, and both would wait for each other.
    /// </summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        await Task.Delay(Moment, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_isAsked)
            await _answered.Task.WaitAsync(LongestWait, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task<IResult> AnswerAsync() => await WaitingForAsync() is { } what
        ? TypedResults.Text($"{Starting}: {what}", statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Text("ready");

    private async Task<string?> WaitingForAsync() =>
        !_isSeeded ? "the seed is not loaded"
        : !served.IsThere ? "the certificate is not there"
        : await self.LookAsync();

    /// <summary>The first requests, until one is answered with all that there is.</summary>
    private async Task FirstAsync(HttpContext context, RequestDelegate next)
    {
        _isAsked = true;
        try
        {
            if (_isSeeded || context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase))
                await next(context);
            else
                await WaitAsync(context, next);
        }
        finally
        {
            if (_isSeeded)
                _answered.TrySetResult();
        }
    }

    private async Task WaitAsync(HttpContext context, RequestDelegate next)
    {
        if (await _seeded.Task.WaitAsync(context.RequestAborted))
            await next(context);
        else
            await PlainProblem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The server does not start: its seed cannot be loaded.");
    }
}
