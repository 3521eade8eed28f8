using System.Collections.Frozen;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>
/// Any bare status and any escaped exception becomes Graph's words: conventions 0 #1. The one place that catches everything.
/// </summary>
internal sealed partial class GraphErrorMiddleware(RequestDelegate next, RouteSegmentTree segments, ILogger<GraphErrorMiddleware> logger)
{
    /// <summary>The gateway knows these, and leaves it to the service to have none for an address: conventions 1.3 [O]; others are its own to refuse. [I]</summary>
    private static readonly FrozenSet<string> KnownMethods = FrozenSet.ToFrozenSet(["GET", "POST", "PUT", "PATCH", "DELETE"], StringComparer.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (GraphRequestContext.Get(context).Error is null && GetStatusError(context) is { } problem)
            {
                if (problem.Definition != NegotiationErrors.MethodNotAllowed)
                    context.Response.Headers.Remove("Allow"); // the router's word for a 405 that the service does not give
                await GraphErrorWriter.WriteAsync(context, problem);
            }
        }
        catch (BadHttpRequestException unread) when (!context.Response.HasStarted)
        {
            await GraphErrorWriter.WriteAsync(context, GetBadRequestError(unread));
        }
#pragma warning disable CA1031 // the one top handler: whatever escapes is a bug, and a client must still get an envelope
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            ConnectionAbort.Abort(context); // nobody is listening any more
        }
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Log.UnhandledException(logger, bug, GraphRequestContext.Get(context).RequestId);
            if (context.Response.HasStarted)
                ConnectionAbort.Abort(context);
            else
                await GraphErrorWriter.WriteAsync(context, GraphErrorCatalog.UnhandledException.CreateError());
        }
    }

    /// <summary>A status that the framework set without a word.</summary>
    private GraphError? GetStatusError(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { StatusCode: < 400 } => null,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } when !KnownMethods.Contains(context.Request.Method) => NegotiationErrors.MethodNotAllowed.CreateError(),
        { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed } => segments.CreateError(context.Request.Path),
        { StatusCode: var status } => GraphErrorCatalog.BadRequest.CreateError($"status {status}"),
    };

    private static GraphError GetBadRequestError(BadHttpRequestException unread) => unread.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => GraphErrorCatalog.BodyTooLarge.CreateError(Requests.RequestBodyMetadata.DefaultMaxRequestBodySize / 1024),
        StatusCodes.Status408RequestTimeout => GraphErrorCatalog.RequestTimeout.CreateError(),
        _ => GraphErrorCatalog.BadRequest.CreateError(unread.Message),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} met a bug")]
        public static partial void UnhandledException(ILogger logger, Exception bug, string requestId);
    }
}
