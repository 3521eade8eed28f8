using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>
/// Under a real host's name only what that host has: a client that asks Graph for something of ours, or for a token, shall fail here
/// as it would there. It holds in interception alone: otherwise a Host is whatever a proxy or a test has written there, and nobody
/// was promised anything by it.
/// </summary>
internal static class HostRule
{
    /// <summary>Notes the name before anything else changes it.</summary>
    public static void UseRealHosts(this IApplicationBuilder app) => app.Use(next => context =>
    {
        var asked = context.Request.Host;
        if (RealHosts.Find(asked.Host) is { } host)
            context.Features.Set(new Asked(host));
        if (RealHosts.LoginOf(asked.Host) is { } login)
            context.Features.Set(new LoginOrigin($"{context.Request.Scheme}://{login}{(asked.Port is { } port ? $":{port}" : "")}"));
        return next(context);
    });

    /// <summary>Null when the client asks us as ourselves.</summary>
    public static RealHost? Of(HttpContext context) => context.Features.Get<Asked>()?.Host;

    /// <summary>To stand behind routing: takes away the endpoints that the host does not have.</summary>
    /// <param name="isGraph">Whether an endpoint is Graph's.</param>
    /// <param name="isLogin">Whether it is one of the identity platform's.</param>
    public static void UseHostRule(this IApplicationBuilder app, Predicate<HttpContext> isGraph, Predicate<HttpContext> isLogin) =>
        app.Use(next => context =>
        {
            switch (Of(context))
            {
                case RealHost.Graph when !isGraph(context):
                    context.SetEndpoint(null); // and Graph says which segment it does not know
                    return next(context);
                case RealHost.Login when !isLogin(context):
                    return NotThere(context);
                default:
                    return next(context);
            }
        });

    private static Task NotThere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync($"{context.Request.Host.Host} has no such page in interception.", context.RequestAborted);
    }

    private sealed record Asked(RealHost Host);
}
