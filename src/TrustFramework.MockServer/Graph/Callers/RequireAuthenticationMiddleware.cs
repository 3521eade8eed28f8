using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Route metadata: Graph answers whoever asks.</summary>
internal sealed record AllowAnonymousMetadata;

/// <summary>401 unless somebody was recognised. It stands before everything else, as the gateway does: an unknown address asks for a token first. [I]</summary>
internal sealed class RequireAuthenticationMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        GraphRequestContext.Get(context).AuthenticationError is { } refused && context.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousMetadata>() is null
            ? GraphErrorWriter.WriteAsync(context, refused)
            : next(context);
}
