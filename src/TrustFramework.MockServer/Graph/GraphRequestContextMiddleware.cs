using Microsoft.Extensions.Primitives;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>What every answer of Graph carries, whatever it says: conventions 2.</summary>
internal sealed class GraphRequestContextMiddleware(RequestDelegate next, IRandomSource random)
{
    private const int MaxClientRequestIdLength = 256;

    /// <summary>The header's name is in the singular; the data centre says that it is none: conventions 2 [O].</summary>
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

    public static void Initialize(HttpContext context, GraphRequestContext exchange)
    {
        context.Features.Set(exchange);
        var headers = context.Response.Headers;
        headers["request-id"] = exchange.RequestId;
        headers["client-request-id"] = exchange.ClientRequestId;
        headers["x-ms-ags-diagnostic"] = DiagnosticHeader;
        headers.CacheControl = "no-cache";
    }

    /// <summary>Some clients use the Azure name (clients C16 [W]). What cannot stand in a header again is not echoed.</summary>
    private static string? GetClientRequestId(IHeaderDictionary headers) => ValidateClientRequestId(headers["client-request-id"]) ?? ValidateClientRequestId(headers["x-ms-client-request-id"]);

    private static string? ValidateClientRequestId(StringValues header) =>
        header.Count > 0 && header.ToString() is { Length: > 0 and <= MaxClientRequestIdLength } id && !id.AsSpan().ContainsAnyExceptInRange(' ', '~') ? id : null;
}
