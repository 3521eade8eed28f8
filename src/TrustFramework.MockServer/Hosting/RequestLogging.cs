using Serilog;
using Serilog.Events;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Serilog's request logging, one line for each request of Graph: operation, tenant, client and, for a refused one, error code, reason and
/// what to do about it.
/// </summary>
internal static class RequestLogging
{
    private const int MaxReasonLength = 400;

    private const string Template =
        "{RequestMethod:l} {RequestPath:l} {StatusCode} in {Elapsed:0.0} ms · {Operation:l} · tenant {Tenant:l} · client {Client:l} · {RequestId:l}{Refusal:l}";

    public static IApplicationBuilder UseRequestLogging(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.MessageTemplate = Template;
        options.GetLevel = LevelOf;
        options.GetMessageTemplateProperties = PropertiesOf;
    });

    /// <summary>Requests that are not Graph's are below every level that is written: the login service and the control plane have lines of their own.</summary>
    private static LogEventLevel LevelOf(HttpContext context, double elapsed, Exception? escaped) => GraphRequestContext.Find(context) switch
    {
        null => LogEventLevel.Verbose,
        { Error: null } => LogEventLevel.Information,
        _ => context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error : LogEventLevel.Warning,
    };

    private static IEnumerable<LogEventProperty> PropertiesOf(HttpContext context, string path, double elapsed, int status)
    {
        var exchange = GraphRequestContext.Find(context);
        var caller = exchange?.Caller;
        yield return Property("RequestMethod", context.Request.Method);
        yield return Property("RequestPath", OriginalPathFeature.Get(context.Request).ToUriComponent());
        yield return Property("StatusCode", status);
        yield return Property("Elapsed", elapsed);
        yield return Property("Operation", context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Title ?? "none");
        yield return Property("Tenant", caller?.Tenant.Id.ToString() ?? "none");
        yield return Property("Client", LogText.Sanitize(caller?.Principal.ClientId ?? "unnamed", MaxReasonLength));
        yield return Property("RequestId", exchange?.RequestId);
        yield return Property("ConnectionId", context.Connection.Id);
        var problem = exchange?.Error;
        var (reason, hint) = (LogText.Sanitize(problem?.Message ?? "", MaxReasonLength), problem?.Hint is { } advice ? LogText.Sanitize(advice, MaxReasonLength) : null);
        yield return Property("Refusal", problem is null ? "" : $" · {problem.Definition.Code}: {reason}{(hint is null ? "" : $" -> {hint}")}");
        if (problem is null)
            yield break;
        yield return Property("Code", problem.Definition.Code);
        yield return Property("Reason", reason);
        yield return Property("Hint", hint);
    }

    private static LogEventProperty Property(string name, object? value) => new(name, new ScalarValue(value));
}
