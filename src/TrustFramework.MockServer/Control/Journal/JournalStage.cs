using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Writes every exchange into the journal. It stands before everything, so that it sees faults too.</summary>
internal sealed class JournalStage(RequestDelegate next, ExchangeReader reader, ExchangeLog log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var arrival = Arrival.Of(context, time);
        var isDone = false;
        var isWritten = false;
        var answer = AnswerTap.On(context, last => WriteAsync(last, context.Response.StatusCode));
        try
        {
            await next(context);
            isDone = true;
        }
        finally
        {
            if (!isWritten)
                await WriteAsync(answer, Status(context, isDone));
        }

        async ValueTask WriteAsync(AnswerTap tap, int status)
        {
            isWritten = true;
            var answered = time.GetUtcNow();
            log.Add(await reader.ReadAsync(context, arrival, answered, new Sent(status, tap)), arrival.At, answered);
        }
    }

    /// <summary>What escapes is answered by the server itself, behind us.</summary>
    private static int Status(HttpContext context, bool isDone) => context.Response switch
    {
        { HasStarted: true, StatusCode: var sent } => sent,
        _ when ConnectionAbort.IsAborted(context) => 0,
        { StatusCode: var set } => isDone ? set : StatusCodes.Status500InternalServerError,
    };
}
