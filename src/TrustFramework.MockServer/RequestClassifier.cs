using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Login;

namespace TrustFramework.MockServer;

/// <summary>Says which of the emulated services a request is for, or whether it is for what the real services do not have.</summary>
/// <param name="controlRoot">The path prefix of the control plane.</param>
internal sealed class RequestClassifier(string controlRoot)
{
    private readonly string[] _ownPaths = [controlRoot, "/openapi", "/swagger"];

    /// <summary>False for a request under the name of a Microsoft host, which only interception serves.</summary>
    public static bool IsUnderOwnName(HttpContext context) => InterceptedHostFeature.Of(context) is null;

    public static bool IsLogin(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>() is not null;

    /// <summary>Whether the request is for the control plane. A Microsoft host has none.</summary>
    public bool IsControl(HttpContext context) =>
        context.Request.Path.StartsWithSegments(controlRoot, StringComparison.OrdinalIgnoreCase) && IsUnderOwnName(context);

    /// <summary>Whether the request is for one of the emulated services. Works before routing.</summary>
    public bool IsEmulated(HttpContext context) => !(context.Request.Path.Value is "/" or "" || IsOwnPath(context.Request.Path)) || !IsUnderOwnName(context);

    /// <summary>Whether Graph answers the request. Works after routing.</summary>
    public bool IsGraph(HttpContext context) => IsGraphEndpoint(context) || InterceptedHostFeature.Of(context) is MicrosoftService.Graph || BatchedRequestFeature.IsBatched(context);

    /// <summary>True for Graph's endpoints and for whatever no route took.</summary>
    public bool IsGraphEndpoint(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NonGraphEndpointMetadata>() is null && !IsOwnPath(context.Request.Path);

    private bool IsOwnPath(PathString path) => Array.Exists(_ownPaths, own => path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase));
}
