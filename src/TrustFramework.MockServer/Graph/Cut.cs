namespace TrustFramework.MockServer.Graph;

/// <summary>Request feature: the server cuts the connection itself.</summary>
internal sealed class Cut
{
    private static readonly Cut Mark = new();

    public static void Now(HttpContext context)
    {
        context.Features.Set(Mark);
        context.Abort();
    }

    /// <summary>Whether it was cut, by whichever side.</summary>
    public static bool IsCut(HttpContext context) => context.Features.Get<Cut>() is not null || context.RequestAborted.IsCancellationRequested;
}
