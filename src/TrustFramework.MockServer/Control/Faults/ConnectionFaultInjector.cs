using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Lets a request be answered, and the answer not come through.</summary>
internal sealed class ConnectionFaultInjector(TimeProvider time)
{
    /// <summary>How often a slow body goes on: as often as this in a second, or byte by byte.</summary>
    private const int ChunksPerSecond = 10;

    public async Task InjectAsync(HttpContext context, BrokenConnection fault, RequestDelegate next)
    {
        if (fault.Kind == BrokenConnectionKind.ConnectionReset)
        {
            ConnectionAbort.Abort(context);
            return;
        }

        var whole = await BufferResponseAsync(context, next);
        // What was promised, and will not come.
        context.Response.ContentLength = whole.Length;
        if (fault.Kind == BrokenConnectionKind.SlowBody)
            await SendSlowlyAsync(context, whole, fault.BytesPerSecond);
        else
            // Kestrel sends what there is and closes the connection. Aborted, it would take back what the client has not read yet.
            await context.Response.Body.WriteAsync(whole[..Math.Min(fault.Bytes ?? whole.Length / 2, whole.Length)], context.RequestAborted);
    }

    private async Task SendSlowlyAsync(HttpContext context, ReadOnlyMemory<byte> whole, int bytesPerSecond)
    {
        var piece = Math.Max(1, bytesPerSecond / ChunksPerSecond);
        var pause = TimeSpan.FromSeconds((double)piece / bytesPerSecond);
        for (var sent = 0; sent < whole.Length; sent += piece)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, time, context.RequestAborted);
            await context.Response.Body.WriteAsync(whole.Slice(sent, Math.Min(piece, whole.Length - sent)), context.RequestAborted);
        }
    }

    /// <summary>The whole body as it would have been sent.</summary>
    private static async Task<ReadOnlyMemory<byte>> BufferResponseAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        var holding = new StreamResponseBodyFeature(held, wire);
        context.Features.Set<IHttpResponseBodyFeature>(holding);
        try
        {
            await next(context);
            await holding.Writer.FlushAsync(context.RequestAborted);
            return held.ToArray();
        }
        finally
        {
            context.Features.Set(wire);
        }
    }
}
