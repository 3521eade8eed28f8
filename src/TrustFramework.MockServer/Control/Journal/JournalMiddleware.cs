using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Writes every exchange into the journal. It stands before everything, so that it sees faults too.</summary>
internal sealed class JournalMiddleware(RequestDelegate next, JournalEntryFactory reader, RequestJournal log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var arrival = OriginalRequest.Capture(context, time);
        var isDone = false;
        var isWritten = false;
        var answer = ResponseRecorder.Attach(context, last => WriteAsync(last, context.Response.StatusCode));
        try
        {
            await next(context);
            isDone = true;
        }
        finally
        {
            if (!isWritten)
                await WriteAsync(answer, GetStatus(context, isDone));
        }

        async ValueTask WriteAsync(ResponseRecorder tap, int status)
        {
            isWritten = true;
            var answered = time.GetUtcNow();
            log.Add(await reader.CreateAsync(context, arrival, answered, new SentResponse(status, tap)), arrival.ReceivedAt, answered);
        }
    }

    /// <summary>What escapes is answered by the server itself, behind us.</summary>
    private static int GetStatus(HttpContext context, bool isDone) => context.Response switch
    {
        { HasStarted: true, StatusCode: var sent } => sent,
        _ when ConnectionAbort.IsAborted(context) => 0,
        { StatusCode: var set } => isDone ? set : StatusCodes.Status500InternalServerError,
    };
}
