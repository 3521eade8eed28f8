using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Records each request and its response in the journal. It runs before other middleware, so that it records injected faults too.</summary>
internal sealed partial class JournalMiddleware(
    RequestDelegate next, JournalEntryFactory entries, RequestJournal journal, TimeProvider time, ILogger<JournalMiddleware> logger)
{
    /// <summary>How long a response waits for a store that does not respond. The request itself may have waited for it already.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var request = OriginalRequest.Capture(context, time);
        var recorder = ResponseRecorder.Attach(context, recorder => AddEntryAsync(recorder, context.Response.StatusCode));
        var isHandled = false;
        try
        {
            await next(context);
            isHandled = true;
        }
        finally
        {
            if (!recorder.IsComplete)
                await AddEntryAsync(recorder, GetStatus(context, isHandled));
        }

        async ValueTask AddEntryAsync(ResponseRecorder recorder, int status)
        {
            var response = new RecordedResponse(status, time.GetUtcNow(), recorder);
            try
            {
                await journal.AddAsync(await entries.CreateAsync(context, request, response)).AsTask().WaitAsync(StoreTimeout);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
            {
                Log.NotRecorded(logger, request.Method, context.Request.Path, exception.Message);
            }
        }
    }

    /// <summary>If an exception escapes before the response has started, the server sends status 500 after this middleware.</summary>
    private static int GetStatus(HttpContext context, bool isHandled) => context.Response switch
    {
        { HasStarted: true, StatusCode: var sent } => sent,
        _ when ConnectionAbort.IsAborted(context) => 0,
        { StatusCode: var status } => isHandled ? status : StatusCodes.Status500InternalServerError,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Method:l} {Path:l} is not in the journal, because the store is not available: {Reason:l}")]
        public static partial void NotRecorded(ILogger logger, string method, string path, string reason);
    }
}
