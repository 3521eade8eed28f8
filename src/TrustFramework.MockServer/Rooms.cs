using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Identity;

namespace TrustFramework.MockServer;

/// <summary>Whose a request is: Graph's, the login service's, or one of the rooms that the real services do not have.</summary>
/// <param name="control">Where the control plane's addresses begin.</param>
/// <param name="intercept">Whether requests can come under the real hosts' names at all.</param>
internal sealed class Rooms(string control, bool intercept)
{
    private readonly string[] _others = [control, "/openapi", "/swagger"];

    /// <summary>The client asks us as ourselves.</summary>
    public bool IsOurName(HttpContext context) => HostOf(context) is null;

    /// <summary>Under our own name alone: a real host has nothing there.</summary>
    public bool IsControl(HttpContext context) => context.Request.Path.StartsWithSegments(control, StringComparison.OrdinalIgnoreCase) && IsOurName(context);

    /// <summary>What the real services do not have, but for health: that is asked of every server.</summary>
    public bool IsOwn(HttpContext context) =>
        IsOther(context.Request.Path)
        && !context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase)
        && IsOurName(context);

    /// <summary>Known behind routing.</summary>
    public bool IsGraph(HttpContext context) => IsGraphs(context) || HostOf(context) is RealHost.Graph || FromBatch.Is(context);

    /// <summary>Everything is Graph's but the rooms that have manners of their own. Known behind routing.</summary>
    public bool IsGraphs(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OutsideGraph>() is null
        && !IsOther(context.Request.Path);

    /// <summary>Known behind routing.</summary>
    public static bool IsLogin(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpoint>() is not null;

    /// <summary>Known before routing: everything but what the real services do not have.</summary>
    public bool IsEmulated(HttpContext context) => !(context.Request.Path.Value is "/" or "" || IsOther(context.Request.Path)) || !IsOurName(context);

    private RealHost? HostOf(HttpContext context) => intercept ? HostRule.Of(context) : null;

    private bool IsOther(PathString path)
    {
        foreach (var room in _others)
        {
            if (path.StartsWithSegments(room, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
