using Serilog;
using Serilog.Events;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Serilog's request logging, with one line for each request to Graph: operation, tenant, client and, for a refused request, error code, reason
/// and hint.
/// </summary>
internal static class RequestLogging
{
    /// <summary>In characters. A refused policy can have many errors, each of which names what is missing.</summary>
    private const int MaxReasonLength = 32_768;

    private const int MaxClientLength = 400;
    private const int MaxWarnings = 10;

    private const string Template =
        "{RequestMethod:l} {RequestPath:l} {StatusCode} in {Elapsed:0.0} ms · {Operation:l} · tenant {Tenant:l} · client {Client:l} · {RequestId:l}{Outcome:l}";

    public static IApplicationBuilder UseRequestLogging(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        // By default the middleware uses the static logger, which all servers in a process would share.
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = Template;
        var requests = app.ApplicationServices.GetRequiredService<RequestClassifier>();
        options.GetLevel = (context, _, _) => GetLevel(context, requests);
        options.GetMessageTemplateProperties = GetProperties;
    });

    /// <summary>
    /// Only requests to Graph, and requests that no part of the server handles, are logged here. The login service and the control plane write their
    /// own lines. <see cref="CrossSiteMiddleware"/> refuses a request to Graph before it has a context.
    /// </summary>
    private static LogEventLevel GetLevel(HttpContext context, RequestClassifier requests) => GraphRequestContext.Find(context) switch
    {
        null when context.Response.StatusCode == StatusCodes.Status403Forbidden && requests.IsGraph(context) => LogEventLevel.Warning,
        null => context.GetEndpoint() is null && context.Response.StatusCode == StatusCodes.Status404NotFound ? LogEventLevel.Information : LogEventLevel.Verbose,
        { Error: null, Warnings.Count: 0 } => LogEventLevel.Information,
        _ => context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error : LogEventLevel.Warning,
    };

    private static IEnumerable<LogEventProperty> GetProperties(HttpContext context, string path, double elapsed, int status)
    {
        var requestContext = GraphRequestContext.Find(context);
        var (caller, error) = (requestContext?.Caller, requestContext?.Error);
        yield return CreateProperty("RequestMethod", context.Request.Method);
        yield return CreateProperty("RequestPath", OriginalPathFeature.Get(context.Request).ToUriComponent());
        yield return CreateProperty("StatusCode", status);
        yield return CreateProperty("Elapsed", elapsed);
        yield return CreateProperty("Operation", context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Title ?? "none");
        yield return CreateProperty("Tenant", caller?.Tenant.Id.ToString() ?? "none");
        yield return CreateProperty("Client", LogText.Sanitize(caller?.Principal.ClientId ?? "unnamed", MaxClientLength));
        yield return CreateProperty("RequestId", requestContext?.RequestId ?? context.TraceIdentifier);
        yield return CreateProperty("ConnectionId", context.Connection.Id);
        foreach (var property in GetOutcomeProperties(error, requestContext?.Warnings ?? []))
            yield return property;
    }

    /// <summary>The reason of a refusal, or the warnings about an accepted policy.</summary>
    private static IEnumerable<LogEventProperty> GetOutcomeProperties(GraphError? error, IReadOnlyList<Finding> findings)
    {
        var warnings = string.Join(" | ", findings.Take(MaxWarnings).Select(finding => LogText.Sanitize($"{finding.RuleName}: {finding.Message}", MaxReasonLength)));
        if (findings.Count > MaxWarnings)
            warnings += " | …";
        if (findings.Count > 0)
            yield return CreateProperty("Warnings", warnings);
        var reason = LogText.Sanitize(error?.LogMessage ?? error?.Message ?? "", MaxReasonLength);
        var hint = error?.Hint is { } text ? LogText.Sanitize(text, MaxReasonLength) : null;
        yield return CreateProperty("Outcome", error is null
            ? findings.Count == 0 ? "" : $" · warnings: {warnings}"
            : $" · {error.Definition.Code}: {reason}{(hint is null ? "" : $" -> {hint}")}");
        if (error is null)
            yield break;
        yield return CreateProperty("Code", error.Definition.Code);
        yield return CreateProperty("Reason", reason);
        yield return CreateProperty("Hint", hint);
    }

    private static LogEventProperty CreateProperty(string name, object? value) => new(name, new ScalarValue(value));
}
