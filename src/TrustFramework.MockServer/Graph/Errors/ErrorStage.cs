using System.Collections.Frozen;
using TrustFramework.MockServer.Graph.Addressing;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>
/// Any bare status and any escaped exception becomes Graph's words: conventions 0 #1. The one place that catches everything.
/// </summary>
internal sealed partial class ErrorStage(RequestDelegate next, SegmentMap segments, ILogger<ErrorStage> logger)
{
    /// <summary>The gateway knows these, and leaves it to the service to have none for an address: conventions 1.3 [O]; others are its own to refuse. [I]</summary>
    private static readonly FrozenSet<string> Verbs = FrozenSet.ToFrozenSet(["GET", "POST", "PUT", "PATCH", "DELETE"], StringComparer.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (Exchange.Of(context).Problem is null && Bare(context) is { } problem)
            {
                if (problem.Entry != Negotiations.MethodNotAllowed)
                    context.Response.Headers.Remove("Allow"); // the router's word for a 405 that the service does not give
                await ProblemWriter.WriteAsync(context, problem);
            }
        }
        catch (BadHttpRequestException unread) when (!context.Response.HasStarted)
        {
            await ProblemWriter.WriteAsync(context, Unread(unread));
        }
#pragma warning disable CA1031 // the one top handler: whatever escapes is a bug, and a client must still get an envelope
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            Cut.Now(context); // nobody is listening any more
        }
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Log.Escaped(logger, bug, Exchange.Of(context).RequestId);
            if (context.Response.HasStarted)
                Cut.Now(context);
            else
                await ProblemWriter.WriteAsync(context, Catalogue.Unexpected.With());
        }
    }

    /// <summary>A status that the framework set without a word.</summary>
    private Problem? Bare(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { StatusCode: < 400 } => null,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } when !Verbs.Contains(context.Request.Method) => Negotiations.MethodNotAllowed.With(),
        { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed } => segments.Explain(context.Request.Path),
        { StatusCode: var status } => Catalogue.BadRequest.With($"status {status}"),
    };

    private static Problem Unread(BadHttpRequestException unread) => unread.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Catalogue.BodyTooLarge.With(Requests.BodyRule.MaxBytes / 1024),
        StatusCodes.Status408RequestTimeout => Catalogue.Unfinished.With(),
        _ => Catalogue.BadRequest.With(unread.Message),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} met a bug")]
        public static partial void Escaped(ILogger logger, Exception bug, string requestId);
    }
}
