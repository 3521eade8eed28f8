using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer;

/// <summary>
/// Detects requests that a browser sends for a page of another site. Such a page can send simple requests to any server and does harm without
/// reading the response. Clients that send neither <c>Sec-Fetch-Site</c> nor <c>Origin</c> are not browsers.
/// </summary>
internal static class CrossSiteRequest
{
    /// <summary>
    /// A page cannot set <c>Sec-Fetch-Site</c>, so it decides if it is present. <c>Origin</c> is less reliable: it is <c>null</c> for a page that
    /// hides its address, and a reverse proxy may have changed the host.
    /// </summary>
    public static bool IsCrossSite(HttpContext context) => context.Request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwnOrigin(origin, context),
        "same-origin" or "none" => false,
        _ => !IsNavigation(context.Request),
    };

    /// <summary>Whether the user followed a link. The linking page cannot see the response, and the request only reads.</summary>
    private static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static bool IsOwnOrigin(string origin, HttpContext context) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (HasHost(uri, context.Request.Host) || (context.Features.Get<OriginalHostFeature>() is { } original && HasHost(uri, original.Value)));

    /// <summary>Ignores the scheme, because a reverse proxy may terminate HTTPS.</summary>
    private static bool HasHost(Uri uri, HostString host) =>
        uri.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
