using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Storage;

/// <summary>Returns 503 when the store is not available. Requests to Graph get the error in Graph's format before.</summary>
internal sealed partial class StoreUnavailableMiddleware(RequestDelegate next, ILogger<StoreUnavailableMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            Log.StoreUnavailable(logger, context.Request.Method, context.Request.Path, exception.Message);
            context.Response.Clear();
            await ProblemResource.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The store of this server is not available. Try again.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method:l} {Path:l} failed because the store is not available: {Reason:l}")]
        public static partial void StoreUnavailable(ILogger logger, string method, string path, string reason);
    }
}
