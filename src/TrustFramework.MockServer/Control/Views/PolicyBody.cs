using System.Reflection;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>A handler's parameter: the body as bytes, of any content type or none.</summary>
/// <param name="Bytes">Null when there is more than an upload may have; the rest is not read.</param>
internal sealed record PolicyBody(ReadOnlyMemory<byte>? Bytes) : IBindableFromHttpContext<PolicyBody>
{
    public const int MaxBytes = RequestBodyMetadata.DefaultMaxRequestBodySize;

    public static async ValueTask<PolicyBody?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await RequestBodyMiddleware.ReadBytesAsync(context));
}
