namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Puts <c>MockServer:PublicUrl</c> in the place of the request's scheme, host and port, so that every URL in an answer is made of it: for a
/// server behind something that changes names or ports.
/// </summary>
internal sealed class PublicUrlMiddleware(RequestDelegate next, MockServerOptions options)
{
    private readonly Uri _url = new(options.PublicUrl!);

    public Task InvokeAsync(HttpContext context)
    {
        context.Features.Set(new OriginalHostFeature(context.Request.Host));
        (context.Request.Scheme, context.Request.Host) = (_url.Scheme, new HostString(_url.Authority));
        return next(context);
    }
}

/// <summary>Request feature: the Host header as the client sent it, where another one has been put in its place.</summary>
internal sealed record OriginalHostFeature(HostString Value);
