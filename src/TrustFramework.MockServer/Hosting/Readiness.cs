using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How far the start has come. The doors open at once; until the seed is loaded everything waits but the question whether the process lives.</summary>
internal sealed class Readiness(ServedCertificate served, SelfCheck self)
{
    private const string Starting = "starting";

    private readonly TaskCompletionSource<bool> _seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _isSeeded;

    /// <param name="isLoaded">False when the seed is bad, and the server is about to end.</param>
    public void Seeded(bool isLoaded)
    {
        _isSeeded = isLoaded;
        _seeded.TrySetResult(isLoaded);
    }

    /// <summary>To stand before whatever could show half a seed.</summary>
    public void UseGate(IApplicationBuilder app) => app.Use(next => context =>
        _isSeeded || context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : WaitAsync(context, next));

    public async Task<IResult> AnswerAsync() => await WaitingForAsync() is { } what
        ? TypedResults.Text($"{Starting}: {what}", statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Text("ready");

    private async Task<string?> WaitingForAsync() =>
        !_isSeeded ? "the seed is not loaded"
        : !served.IsThere ? "the certificate is not there"
        : await self.LookAsync();

    private async Task WaitAsync(HttpContext context, RequestDelegate next)
    {
        if (await _seeded.Task.WaitAsync(context.RequestAborted))
            await next(context);
        else
            await PlainProblem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The server does not start: its seed cannot be loaded.");
    }
}
