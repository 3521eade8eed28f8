namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Request feature: the way on from the door, and what the server was called there. Others can be sent the same way.</summary>
internal sealed record ReentryFeature(RequestDelegate Next, string Scheme, HostString Host);

/// <summary>To stand before whatever looks at a request, writes down that it came, or changes how it is addressed.</summary>
internal sealed class ReentryMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
            context.Features.Set(new ReentryFeature(next, context.Request.Scheme, context.Request.Host));
        return next(context);
    }
}
