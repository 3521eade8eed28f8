using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Control;

/// <summary>Route metadata: how large a body may be that is larger than Graph's.</summary>
/// <param name="DisplayName">As the refusal calls it: <c>A seed</c>.</param>
internal sealed record UploadLimit(string DisplayName, int MaxBytes);

/// <summary>A handler's parameter: a large body, as bytes.</summary>
internal sealed record Upload(ReadOnlyMemory<byte> Bytes, ControlProblem? Refusal) : IValidatedArgument, IBindableFromHttpContext<Upload>
{
    public static async ValueTask<Upload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = context.GetEndpoint()!.Metadata.GetRequiredMetadata<UploadLimit>();
        // The bound is kept right below, with a refusal that says it.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        return await RequestBodyMiddleware.ReadBytesAsync(context, limit.MaxBytes) is { } bytes
            ? new Upload(bytes, Refusal: null)
            : new Upload(default, ControlProblem.TooLarge(limit.DisplayName, limit.MaxBytes));
    }
}
