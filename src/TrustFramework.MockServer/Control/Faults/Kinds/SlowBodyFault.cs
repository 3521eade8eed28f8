namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Handles the request and sends the body slowly. The delays follow the server's own clock.</summary>
internal sealed class SlowBodyFault() : BrokenConnectionKind("slowBody")
{
    private const int DefaultBytesPerSecond = 1024;

    /// <summary>At lower speeds, each chunk is one byte.</summary>
    private const int ChunksPerSecond = 10;

    public override async Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        var context = target.Context;
        var body = await BufferResponseAsync(context, next);
        var bytesPerSecond = hit.Rule.Definition.Fault!.BytesPerSecond!.Value;
        var chunk = Math.Max(1, bytesPerSecond / ChunksPerSecond);
        var pause = TimeSpan.FromSeconds((double)chunk / bytesPerSecond);
        for (var sent = 0; sent < body.Length; sent += chunk)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await InjectedDelay.WaitAsync(context, pause);
            await context.Response.Body.WriteAsync(body.Slice(sent, Math.Min(chunk, body.Length - sent)), context.RequestAborted);
        }
    }

    protected override ConnectionResource WithDefaults(ConnectionResource connection) =>
        connection with { BytesPerSecond = connection.BytesPerSecond ?? DefaultBytesPerSecond };
}
