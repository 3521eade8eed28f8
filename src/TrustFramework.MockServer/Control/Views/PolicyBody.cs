using System.Reflection;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>A handler parameter: the body as bytes, with any content type or none.</summary>
/// <param name="Bytes">Null when the body exceeds the size limit of an upload. The rest is not read.</param>
internal sealed record PolicyBody(ReadOnlyMemory<byte>? Bytes) : IBindableFromHttpContext<PolicyBody>
{
    public const int MaxBytes = RequestBodyMetadata.DefaultMaxRequestBodySize;

    public static async ValueTask<PolicyBody?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await RequestBodyMiddleware.ReadBytesAsync(context));
}
