namespace TrustFramework.MockServer.Hosting;

/// <summary>Refuses requests from pages of other sites.</summary>
internal sealed class CrossSiteMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => CrossSiteRequest.IsCrossSite(context)
        ? ProblemResource.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "The request comes from a page of another site and is rejected. Swagger UI of this server, scripts and tests are allowed. "
            + "If the page belongs to this server, set MockServer:PublicUrl to the address that the browser uses.")
        : next(context);
}
