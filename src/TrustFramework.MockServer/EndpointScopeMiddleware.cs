using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting.Interception;

namespace TrustFramework.MockServer;

/// <summary>
/// Stands behind routing and takes away an endpoint that the request may not reach. Under the name of a Microsoft host there is only what that
/// host has, so that a client which asks Graph for a token fails here as it would there. A request of a batch reaches Graph alone.
/// </summary>
internal sealed class EndpointScopeMiddleware(RequestDelegate next, RequestClassifier requests)
{
    public Task InvokeAsync(HttpContext context)
    {
        var host = InterceptedHostFeature.Of(context);
        if (host is not null and not MicrosoftService.Graph && !(host is MicrosoftService.Login && RequestClassifier.IsLogin(context)))
            return RefuseAsync(context);
        if ((host is MicrosoftService.Graph || BatchedRequestFeature.IsBatched(context)) && !requests.IsGraphEndpoint(context))
            context.SetEndpoint(null); // Graph's own error names the unknown segment
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync($"{context.Request.Host.Host} has no such page in interception.", context.RequestAborted);
    }
}
