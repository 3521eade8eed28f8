using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.SignIn;

namespace TrustFramework.MockServer;

/// <summary>Determines which part of the server handles a request: Graph, the login service, the policies, the control plane or the documents.</summary>
/// <param name="controlRoot">The path prefix of the control plane.</param>
internal sealed class RequestClassifier(string controlRoot)
{
    private readonly string[] _ownPaths = [controlRoot, "/openapi", "/swagger"];

    // Host and path decide these. They work before routing.

    /// <summary>False for a request under the name of a Microsoft host. Only interception serves those.</summary>
    public static bool IsUnderOwnName(HttpContext context) => InterceptedHostFeature.Of(context) is null;

    /// <summary>Whether the request is for one of the emulated services, and not for the control plane or the documents.</summary>
    public bool IsEmulated(HttpContext context) =>
        !IsUnderOwnName(context) || (context.Request.Path.Value is not ("/" or "") && !IsOwnPath(context.Request.Path));

    /// <summary>Whether the request is for the control plane. A Microsoft host has none.</summary>
    public bool IsControl(HttpContext context) =>
        IsUnderOwnName(context) && context.Request.Path.StartsWithSegments(controlRoot, StringComparison.OrdinalIgnoreCase);

    // The endpoint decides these. They work after routing.

    /// <summary>The service whose host is the only one that has this endpoint; null for any other endpoint.</summary>
    public static MicrosoftService? GetOwningService(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ServiceHostMetadata>()?.Service;

    /// <summary>Whether an endpoint of a policy handles the request.</summary>
    public static bool IsSignIn(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SignInEndpointMetadata>() is not null;

    public static bool IsLogin(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>() is not null;

    /// <summary>Whether Graph handles the request.</summary>
    public bool IsGraph(HttpContext context) =>
        InterceptedHostFeature.Of(context) is MicrosoftService.Graph || BatchedRequestFeature.IsBatched(context) || IsGraphEndpoint(context);

    /// <summary>
    /// Whether the request is rejected if a page of another site sends it: it needs no credential, which such a page would not have.
    /// </summary>
    public bool RejectsCrossSite(HttpContext context, AuthMode auth) =>
        IsControl(context) || context.GetEndpoint()?.Metadata.GetMetadata<RejectsCrossSiteRequestsMetadata>() is not null || (auth == AuthMode.Off && IsGraph(context));

    /// <summary>True for the endpoints of Graph and for a request that matches no route.</summary>
    public bool IsGraphEndpoint(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NonGraphEndpointMetadata>() is null && !IsOwnPath(context.Request.Path);

    /// <summary>Whether no part of the server has the address of a request under the server's own name. A Microsoft host name means that service.</summary>
    public bool IsUnknown(HttpContext context)
    {
        if (context.GetEndpoint() is not null || IsOwnPath(context.Request.Path) || MicrosoftHosts.Find(context.Request.Host.Host) is not null)
            return false;

        // Clients that join addresses carelessly send several slashes.
        var path = new PathString($"/{context.Request.Path.Value?.TrimStart('/')}");
        return !path.StartsWithSegments(GraphRoutes.BetaPrefix, StringComparison.OrdinalIgnoreCase)
            && !path.StartsWithSegments(GraphRoutes.V1Prefix, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsOwnPath(PathString path) => Array.Exists(_ownPaths, own => path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase));
}
