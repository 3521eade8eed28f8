using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>Records the Microsoft host that a request addresses, before another middleware changes the host name.</summary>
internal sealed class InterceptedHostMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var requested = context.Request.Host;
        if (MicrosoftHosts.Find(requested.Host) is { } service)
            context.Features.Set(new InterceptedHostFeature(service));
        if (MicrosoftHosts.FindLoginHost(requested.Host) is { } loginHost)
            context.Features.Set(new LoginOriginFeature($"{context.Request.Scheme}://{loginHost}{(requested.Port is { } port ? $":{port}" : "")}"));
        return next(context);
    }
}

/// <summary>Request feature: the Microsoft service that the client addresses.</summary>
internal sealed record InterceptedHostFeature(MicrosoftService Service)
{
    /// <summary>Null if the client addresses this server by its own name.</summary>
    public static MicrosoftService? Of(HttpContext context) => context.Features.Get<InterceptedHostFeature>()?.Service;
}
