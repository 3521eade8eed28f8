using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.SignIn;

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
            // The policies of a tenant are at {tenant}.b2clogin.com, and were at the login hosts before.
            case MicrosoftService.Policy or MicrosoftService.Login when RequestClassifier.IsSignIn(context):
            case { } service when service == RequestClassifier.GetOwningService(context):
                return next(context);
            case null when !BatchedRequestFeature.IsBatched(context):
                if (RequestClassifier.GetOwningService(context) is not null)
                    context.SetEndpoint(null);
                return requests.IsUnknown(context) ? WriteNotFoundAsync(context) : next(context);
            case null or MicrosoftService.Graph:
                // Without an endpoint Graph's own error names the unknown segment.
                if (!requests.IsGraphEndpoint(context))
                    context.SetEndpoint(null);
                return next(context);
            case MicrosoftService.Policy:
                context.SetEndpoint(null);
                return NotFoundPage.Create(context.Request.Host.Host).ExecuteAsync(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync($"This server does not emulate this address of {context.Request.Host.Host}.", context.RequestAborted);
        }
    }

    private static Task WriteNotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync("There is nothing at this address. / describes this server. The API of Graph is under /beta and /v1.0.", context.RequestAborted);
    }
}
