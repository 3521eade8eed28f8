using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Control;

/// <summary>Route metadata: the maximum size of an <see cref="Upload"/>.</summary>
/// <param name="DisplayName">The name of the body in the error message: <c>A seed</c>.</param>
internal sealed record UploadLimit(string DisplayName, int MaxBytes);

/// <summary>A handler parameter: a body, as bytes, that can be larger than Graph allows.</summary>
internal sealed record Upload(ReadOnlyMemory<byte> Bytes, ControlProblem? Refusal) : IValidatedArgument, IBindableFromHttpContext<Upload>
{
    public static async ValueTask<Upload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = context.GetEndpoint()!.Metadata.GetRequiredMetadata<UploadLimit>();
        // ReadBytesAsync enforces the limit, so that the error message can state it.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        return await RequestBodyMiddleware.ReadBytesAsync(context, limit.MaxBytes) is { } bytes
            ? new Upload(bytes, Refusal: null)
            : new Upload(default, ControlProblem.TooLarge(limit.DisplayName, limit.MaxBytes));
    }
}
