namespace TrustFramework.MockServer.Graph;

/// <summary>Request feature: the server cuts the connection itself.</summary>
internal sealed class ConnectionAbort
{
    private static readonly ConnectionAbort Instance = new();

    public static void Abort(HttpContext context)
    {
        context.Features.Set(Instance);
        context.Abort();
    }

    /// <summary>Whether it was cut, by whichever side.</summary>
    public static bool IsAborted(HttpContext context) => context.Features.Get<ConnectionAbort>() is not null || context.RequestAborted.IsCancellationRequested;
}
