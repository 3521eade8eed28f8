using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Route metadata: Graph answers whoever asks.</summary>
internal sealed record NeedsNoBearer;

/// <summary>401 unless somebody was recognised. It stands before everything else, as the gateway does: an unknown address asks for a token first. [I]</summary>
internal sealed class AuthenticationStage(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        Exchange.Of(context).Unrecognised is { } refused && context.GetEndpoint()?.Metadata.GetMetadata<NeedsNoBearer>() is null
            ? ProblemWriter.WriteAsync(context, refused)
            : next(context);
}
