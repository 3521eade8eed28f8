using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How far the start has come. The doors open at once; until the seed is loaded everything waits but the question whether the process lives.</summary>
internal sealed class Readiness(ServedCertificate served, SelfCheck self)
{
    private const string Starting = "starting";

    private const int MostMoments = 10;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource<bool> _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _isSeeded;
    private volatile bool _isAsked;
    private volatile bool _hasAnswered;

    /// <param name="isLoaded">False when the seed is bad, and the server is about to end.</param>
    public void Seeded(bool isLoaded)
    {
        _isSeeded = isLoaded;
        _seeded.TrySetResult(isLoaded);
    }

    /// <summary>To stand before whatever could show half a seed.</summary>
    public void UseGate(IApplicationBuilder app) => app.Use(next => context => _hasAnswered ? next(context) : FirstAsync(context, next));

    /// <summary>
    /// Passes a moment, and the answer to whoever waited for the doors, if that does not take too long: what else there is to do wants the
    /// same code loaded, and both would wait for each other.
    /// </summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        for (var moments = 0; moments == 0 || (moments < MostMoments && _isAsked && !_hasAnswered); moments++)
            await Task.Delay(Moment, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            _hasAnswered = _isSeeded;
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
