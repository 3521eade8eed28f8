using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;

namespace TrustFramework.MockServer.Hosting;

/// <summary>One line per request of the API: what it was, whose, how it ended and, if it was refused, why and what to do.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    private const int LongestReason = 400;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var target = $"{context.Request.Method} {context.Request.Path.Written()}";
        await next(context);
        if (Exchange.Find(context) is not { } exchange || !logger.IsEnabled(LogLevel.Information))
            return;
        try
        {
            // Nobody shall wait for the line.
            await context.Response.CompleteAsync();
        }
        finally
        {
            Write(context, exchange, target, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private void Write(HttpContext context, Exchange exchange, string target, double elapsed)
    {
        var status = context.Response.StatusCode;
        var took = Math.Round(elapsed, 1);
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } known ? known.Title : "none";
        var tenant = exchange.Caller?.Tenant.Id.ToString() ?? "none";
        var client = Printable(exchange.Caller?.Principal.ClientId ?? "unnamed");
        if (exchange.Problem is not { } problem)
        {
            Log.Answered(logger, target, status, took, operation, tenant, client, exchange.RequestId);
            return;
        }

        var level = status >= 500 ? LogLevel.Error : LogLevel.Warning;
        var reason = Printable(problem.Message);
        var hint = problem.Hint is null ? "" : $" -> {Printable(problem.Hint)}";
        Log.Refused(logger, level, target, status, took, operation, tenant, client, exchange.RequestId, problem.Entry.Code, reason, hint);
    }

    /// <summary>Clients write parts of it: no line may look like two.</summary>
    private static string Printable(string text)
    {
        var cut = text.Length > LongestReason ? text[..LongestReason] + "…" : text;
        foreach (var sign in cut)
        {
            if (char.IsControl(sign))
                return string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
        }

        return cut;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "{Target} {Status} in {Elapsed} ms · {Operation} · tenant {Tenant} · client {Client} · {RequestId}")]
        public static partial void Answered(
            ILogger logger, string target, int status, double elapsed, string operation, string tenant, string client, string requestId);

        [LoggerMessage("{Target} {Status} in {Elapsed} ms · {Operation} · tenant {Tenant} · client {Client} · {RequestId} · {Code}: {Reason}{Hint}")]
        public static partial void Refused(
            ILogger logger, LogLevel level, string target, int status, double elapsed, string operation, string tenant, string client,
            string requestId, string code, string reason, string hint);
    }
}
