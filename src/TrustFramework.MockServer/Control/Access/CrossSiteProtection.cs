using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Access;

/// <summary>
/// Tells a page of somebody else's by what its browser says of it: such a page may send simple requests anywhere, and needs no answer to
/// have done harm. What sends neither header is no browser.
/// </summary>
internal static class CrossSiteProtection
{
    public static ControlProblem? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        var isStranger = (headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") && !IsNavigation(context.Request))
            || (headers.Origin.ToString() is { Length: > 0 } origin && !IsSameSite(origin, context));
        return isStranger
            ? ControlProblem.Forbidden("A page of another site has sent this, and may not. Swagger UI of this server, scripts and tests may; "
                + "if it was this server's own page, set MockServer:PublicUrl to the address at which the browser sees it.")
            : null;
    }

    /// <summary>Somebody followed a link: the page that had it does not see what it leads to, and it only reads.</summary>
    private static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static bool IsSameSite(string origin, HttpContext context) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var site)
        && (HasHost(site, context.Request.Host) || (context.Features.Get<OriginalHostFeature>() is { } asked && HasHost(site, asked.Value)));

    /// <summary>Whatever the scheme: something in front of the server may speak HTTPS in its place.</summary>
    private static bool HasHost(Uri site, HostString host) =>
        site.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? site.Port == port : site.IsDefaultPort);
}
