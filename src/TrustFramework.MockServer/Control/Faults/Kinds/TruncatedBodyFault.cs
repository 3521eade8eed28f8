namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Handles the request, announces the whole body, sends the beginning and closes the connection.</summary>
internal sealed class TruncatedBodyFault() : BrokenConnectionKind("truncatedBody")
{
    public override async Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        var body = await BufferResponseAsync(target.Context, next);
        // Kestrel sends what was written and closes the connection. An abort would discard what the client has not read yet.
        var count = Math.Min(hit.Rule.Definition.Fault!.Bytes ?? body.Length / 2, body.Length);
        await target.Context.Response.Body.WriteAsync(body[..count], target.Context.RequestAborted);
    }
}
