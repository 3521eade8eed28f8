using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>Notes under which Microsoft host's name a request came, before anything changes the name.</summary>
internal sealed class InterceptedHostMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var name = context.Request.Host;
        if (MicrosoftHosts.Find(name.Host) is { } host)
            context.Features.Set(new InterceptedHostFeature(host));
        if (MicrosoftHosts.FindLoginHost(name.Host) is { } login)
            context.Features.Set(new LoginOriginFeature($"{context.Request.Scheme}://{login}{(name.Port is { } port ? $":{port}" : "")}"));
        return next(context);
    }
}

/// <summary>Request feature: the Microsoft host that the client believes it talks to.</summary>
internal sealed record InterceptedHostFeature(MicrosoftService Host)
{
    /// <summary>Null when the client asks this server under its own name.</summary>
    public static MicrosoftService? Of(HttpContext context) => context.Features.Get<InterceptedHostFeature>()?.Host;
}
