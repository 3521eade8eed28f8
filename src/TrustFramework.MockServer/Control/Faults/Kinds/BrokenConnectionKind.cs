using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>A kind of <c>fault</c>: a response that does not arrive, or arrives in part or slowly.</summary>
/// <param name="name">The value of <c>fault.kind</c>.</param>
[JsonConverter(typeof(FaultKindConverter<BrokenConnectionKind>))]
internal abstract class BrokenConnectionKind(string name) : NamedFaultKind("fault", name)
{
    public override bool IsIn(FaultResource rule) => rule.Fault?.Kind == this;

    public override Result<FaultResource, string> Read(FaultResource rule) => rule.Fault is { Bytes: < 0 } or { BytesPerSecond: < 1 }
        ? "fault.bytes is 0 or more, fault.bytesPerSecond 1 or more."
        : rule with { Fault = WithDefaults(rule.Fault!) };

    public override string Describe(FaultResource rule) => $"fault {Name}";

    protected virtual ConnectionResource WithDefaults(ConnectionResource connection) => connection with { BytesPerSecond = null };

    /// <summary>Handles the request without sending the response. Returns the body and sets its length.</summary>
    protected static async Task<ReadOnlyMemory<byte>> BufferResponseAsync(HttpContext context, RequestDelegate next)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var buffering = new StreamResponseBodyFeature(buffer, original);
        context.Features.Set<IHttpResponseBodyFeature>(buffering);
        try
        {
            await next(context);
            await buffering.Writer.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(original);
        }

        context.Response.ContentLength = buffer.Length;
        return buffer.ToArray();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConnectionResource
{
    public BrokenConnectionKind? Kind { get; init; }

    /// <summary>The number of bytes that are sent of a truncated body. The default is half of the body.</summary>
    public int? Bytes { get; init; }

    /// <summary>The speed of a slow body.</summary>
    public int? BytesPerSecond { get; init; }
}
