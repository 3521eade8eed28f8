namespace TrustFramework.MockServer.Graph;

/// <summary>Request feature: the server has aborted the connection itself.</summary>
internal sealed class ConnectionAbort
{
    private static readonly ConnectionAbort Instance = new();

    public static void Abort(HttpContext context)
    {
        context.Features.Set(Instance);
        context.Abort();
    }

    /// <summary>Whether the server or the client has aborted the connection.</summary>
    public static bool IsAborted(HttpContext context) => context.Features.Get<ConnectionAbort>() is not null || context.RequestAborted.IsCancellationRequested;
}
