namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Request feature: the rest of the pipeline, and scheme and host of the request. Requests of a batch are sent through it.</summary>
internal sealed record ReentryFeature(RequestDelegate Next, string Scheme, HostString Host);

/// <summary>Runs before the middleware that records requests or rewrites addresses, so that the requests of a batch pass all of it.</summary>
internal sealed class ReentryMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
            context.Features.Set(new ReentryFeature(next, context.Request.Scheme, context.Request.Host));
        return next(context);
    }
}
