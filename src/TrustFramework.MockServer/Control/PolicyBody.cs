using System.Buffers;
using System.Reflection;

namespace TrustFramework.MockServer.Control;

/// <summary>A handler's parameter: the body as bytes, of any content type or none.</summary>
/// <param name="Bytes">Null when there is more than an upload may have; the rest is not read.</param>
internal sealed record PolicyBody(ReadOnlyMemory<byte>? Bytes) : IBindableFromHttpContext<PolicyBody>
{
    public const int MaxBytes = Graph.Requests.BodyRule.MaxBytes;

    public static async ValueTask<PolicyBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentLength > MaxBytes)
            return new PolicyBody(Bytes: null);
        var written = new ArrayBufferWriter<byte>();
        while (written.WrittenCount <= MaxBytes)
        {
            var read = await context.Request.Body.ReadAsync(written.GetMemory(), context.RequestAborted);
            if (read == 0)
                return new PolicyBody(written.WrittenMemory);
            written.Advance(read);
        }

        return new PolicyBody(Bytes: null);
    }
}
