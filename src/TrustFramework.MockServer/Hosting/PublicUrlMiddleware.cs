namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Replaces the scheme, host and port of the request with <c>MockServer:PublicUrl</c>, so that all URLs in a response start with it. For a
/// server behind a reverse proxy or a port mapping.
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

/// <summary>Request feature: the Host header as the client sent it, before <see cref="PublicUrlMiddleware"/> replaced it.</summary>
internal sealed record OriginalHostFeature(HostString Value);
