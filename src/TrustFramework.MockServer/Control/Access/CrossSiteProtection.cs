using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Access;

/// <summary>
/// Rejects requests that a browser sends for a page of another site, based on <c>Sec-Fetch-Site</c> and <c>Origin</c>. Such a page can send
/// simple requests to any server and does harm without reading the response. Clients that send neither header are not browsers.
/// </summary>
internal static class CrossSiteProtection
{
    public static ControlProblem? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        var isCrossSite = (headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") && !IsNavigation(context.Request))
            || (headers.Origin.ToString() is { Length: > 0 } origin && !IsOwnOrigin(origin, context));
        return isCrossSite
            ? ControlProblem.Forbidden("The request comes from a page of another site and is rejected. Swagger UI of this server, scripts and tests are allowed. "
                + "If the page belongs to this server, set MockServer:PublicUrl to the address that the browser uses.")
            : null;
    }

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
