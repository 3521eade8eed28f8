using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting.Interception;

namespace TrustFramework.MockServer;

/// <summary>
/// Limits a request to the endpoints that the addressed host has. In interception, a client that requests a token from the host of Graph gets
/// Graph's error, as it does from the real service. A request of a batch reaches only Graph. Runs after routing.
/// </summary>
internal sealed class EndpointScopeMiddleware(RequestDelegate next, RequestClassifier requests)
{
    public Task InvokeAsync(HttpContext context)
    {
        switch (InterceptedHostFeature.Of(context))
        {
            case MicrosoftService.Login when RequestClassifier.IsLogin(context):
            case { } service when service == RequestClassifier.GetOwningService(context):
            case null when !BatchedRequestFeature.IsBatched(context) && RequestClassifier.GetOwningService(context) is null:
                return next(context);
            case null or MicrosoftService.Graph:
                // Without an endpoint Graph's own error names the unknown segment.
                if (!requests.IsGraphEndpoint(context))
                    context.SetEndpoint(null);
                return next(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync($"This server does not emulate this address of {context.Request.Host.Host}.", context.RequestAborted);
        }
    }
}
