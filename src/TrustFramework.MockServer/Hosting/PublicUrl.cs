namespace TrustFramework.MockServer.Hosting;

/// <summary>Behind something that changes names or ports: everything that is made of the request's own address is made of this
/// one instead. Not under a real host's name, which a client has checked.</summary>
internal static class PublicUrl
{
    public static void UsePublicUrl(this IApplicationBuilder app, Uri url)
    {
        var host = new HostString(url.Authority);
        app.Use(next => context =>
        {
            context.Features.Set(new AskedAs(context.Request.Host));
            (context.Request.Scheme, context.Request.Host) = (url.Scheme, host);
            return next(context);
        });
    }
}

/// <summary>What the caller wrote into Host, where something else has been put in its place.</summary>
internal sealed record AskedAs(HostString Host);
