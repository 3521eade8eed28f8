using System.Collections.Frozen;
using Microsoft.AspNetCore.Connections;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Converts an error status without a body, and an unhandled exception, to Graph's error format: conventions 0 #1.</summary>
internal sealed partial class GraphErrorMiddleware(RequestDelegate next, RouteSegmentTree segments, TimeProvider time, ILogger<GraphErrorMiddleware> logger)
{
    /// <summary>The gateway forwards these methods, and the backend returns 404: conventions 1.3 [O]. The gateway rejects other methods itself. [I]</summary>
    private static readonly FrozenSet<string> KnownMethods = FrozenSet.ToFrozenSet(["GET", "POST", "PUT", "PATCH", "DELETE"], StringComparer.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (GraphRequestContext.Get(context).Error is null && GetStatusError(context) is { } error)
            {
                var allowed = context.Response.Headers.Allow.ToString();
                if (error.Definition != NegotiationErrors.MethodNotAllowed)
                    context.Response.Headers.Remove("Allow"); // routing adds it to a 405, which becomes a 404 here
                await GraphErrorWriter.WriteAsync(context, allowed.Length == 0 || error.Hint is not null ? error : error with
                {
                    Hint = $"The address does not support {context.Request.Method}. It supports {allowed}.",
                });
            }
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await GraphErrorWriter.WriteAsync(context, GetBadRequestError(exception));
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            Log.StoreUnavailable(logger, exception.Message, GraphRequestContext.Get(context).RequestId);
            await GraphErrorWriter.WriteAsync(context, GraphErrorCatalog.StoreUnavailable.CreateError(), time.GetUtcNow()); // the tenant's clock is in the store
        }
#pragma warning disable CA1031 // the top-level handler: the client must get an error body
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception.InnerException is ConnectionAbortedException)
        {
            ConnectionAbort.Abort(context); // the client has disconnected, or the server stops
        }
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.UnhandledException(logger, exception, GraphRequestContext.Get(context).RequestId);
            if (context.Response.HasStarted)
                ConnectionAbort.Abort(context);
            else
                await GraphErrorWriter.WriteAsync(context, GraphErrorCatalog.UnhandledException.CreateError());
        }
    }

    /// <summary>The error for a status that was set without a body.</summary>
    private GraphError? GetStatusError(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { StatusCode: < 400 } => null,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } when !KnownMethods.Contains(context.Request.Method) => NegotiationErrors.MethodNotAllowed.CreateError(),
        { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed } => segments.CreateError(context.Request.Path),
        { StatusCode: var status } => GraphErrorCatalog.BadRequest.CreateError($"status {status}"),
    };

    private static GraphError GetBadRequestError(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => GraphErrorCatalog.BodyTooLarge.CreateError(Requests.RequestBodyMetadata.DefaultMaxRequestBodySize / 1024),
        StatusCodes.Status408RequestTimeout => GraphErrorCatalog.RequestTimeout.CreateError(),
        _ => GraphErrorCatalog.BadRequest.CreateError(exception.Message),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId:l} failed because the store is not available: {Reason}")]
        public static partial void StoreUnavailable(ILogger logger, string reason, string requestId);

        [LoggerMessage(LogLevel.Error, "Request {RequestId:l} failed with an unhandled exception")]
        public static partial void UnhandledException(ILogger logger, Exception exception, string requestId);
    }
}
