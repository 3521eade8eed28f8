using Microsoft.Extensions.Primitives;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>Creates the request context and sets the headers of every Graph response: conventions 2.</summary>
internal sealed class GraphRequestContextMiddleware(RequestDelegate next, IRandomSource random)
{
    private const int MaxClientRequestIdLength = 256;

    /// <summary>The value of <c>x-ms-ags-diagnostic</c>: conventions 2 [O]. The data center identifies the mock server.</summary>
    private const string DiagnosticHeader =
        """{"ServerInfo":{"DataCenter":"TrustFramework.MockServer","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"EMULATOR"}}""";

    public Task InvokeAsync(HttpContext context)
    {
        Initialize(context, CreateContext(context.Request.Headers, random));
        return next(context);
    }

    public static GraphRequestContext CreateContext(IHeaderDictionary headers, IRandomSource random)
    {
        var requestId = random.NewId().ToString("D");
        return new GraphRequestContext { RequestId = requestId, ClientRequestId = GetClientRequestId(headers) ?? requestId };
    }

    public static void Initialize(HttpContext context, GraphRequestContext requestContext)
    {
        context.Features.Set(requestContext);
        var headers = context.Response.Headers;
        headers["request-id"] = requestContext.RequestId;
        headers["client-request-id"] = requestContext.ClientRequestId;
        headers["x-ms-ags-diagnostic"] = DiagnosticHeader;
        headers.CacheControl = "no-cache";
    }

    /// <summary>Some clients send the Azure header instead (clients C16 [W]). A value that is not valid in a response header is ignored.</summary>
    private static string? GetClientRequestId(IHeaderDictionary headers) =>
        ValidateClientRequestId(headers["client-request-id"]) ?? ValidateClientRequestId(headers["x-ms-client-request-id"]);

    private static string? ValidateClientRequestId(StringValues header) =>
        header.Count > 0 && header.ToString() is { Length: > 0 and <= MaxClientRequestIdLength } id && !id.AsSpan().ContainsAnyExceptInRange(' ', '~') ? id : null;
}
