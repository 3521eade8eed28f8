using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Traces and metrics by OTLP, where OpenTelemetry's own settings say that they are wanted and where to. Otherwise nothing of it is made,
/// and nothing leaves this machine.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of the tags that are ours. Those of HTTP have the names of OpenTelemetry's conventions.</summary>
    private const string TagPrefix = "trustframework.";

    private const string ServiceName = "TrustFramework.MockServer";

    /// <summary>What a fault rule did to a request.</summary>
    public const string FaultTag = TagPrefix + "fault";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        var (traces, metrics) = (IsExportEnabled(settings, "TRACES"), IsExportEnabled(settings, "METRICS"));
        return traces || metrics ? services.AddExporters(settings, traces, metrics) : services;
    }

    /// <summary>By itself, since its first call loads OpenTelemetry.</summary>
    private static IServiceCollection AddExporters(this IServiceCollection services, IConfiguration settings, bool traces, bool metrics)
    {
        var telemetry = services.AddOpenTelemetry();
        if (settings["OTEL_SERVICE_NAME"] is null && settings["OTEL_RESOURCE_ATTRIBUTES"]?.Contains("service.name", StringComparison.Ordinal) != true)
            telemetry.ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: Version));
        if (traces)
            telemetry.WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore").AddSource(ValidationTelemetry.Name).AddOtlpExporter());
        if (metrics)
        {
            telemetry.WithMetrics(meters => meters
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", ValidationTelemetry.Name)
                .AddOtlpExporter());
        }

        return services.AddSingleton<Marker>();
    }

    /// <summary>To stand before everything that a request passes.</summary>
    public static void UseTelemetry(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<Marker>() is not null)
            app.UseMiddleware<TelemetryMiddleware>();
    }

    /// <summary>Says something of a request, in its trace and in its metrics. Costs next to nothing where nobody listens.</summary>
    /// <param name="isLowCardinality">Whether it has few values: metrics keep a row for each.</param>
    public static void SetTag(HttpContext context, string name, object value, bool isLowCardinality = true)
    {
        context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag(name, value);
        if (isLowCardinality)
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(name, value));
    }

    private static string? Version => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>As the conventions have it: an endpoint for all signals or for this one, or the exporter by its name; and nobody has switched it off.</summary>
    private static bool IsExportEnabled(IConfiguration settings, string signal)
    {
        if (bool.TryParse(settings["OTEL_SDK_DISABLED"], out var isDisabled) && isDisabled)
            return false;
        return settings[$"OTEL_{signal}_EXPORTER"] is { Length: > 0 } exporters
            ? exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.OrdinalIgnoreCase)
            : !string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrEmpty(settings[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
    }

    /// <summary>Somebody listens.</summary>
    private sealed class Marker;

    /// <summary>Says of each request what it was and how it ended, when it is over.</summary>
    private sealed class TelemetryMiddleware(RequestDelegate next)
    {
        public async Task InvokeAsync(HttpContext context)
        {
            await next(context);
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
                Describe(activity, context);
            if (GraphRequestContext.Find(context) is not { } exchange)
                return;
            if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation)
                SetTag(context, TagPrefix + "operation", $"{operation.Id} {operation.Name}");
            if (exchange.Caller is { } caller)
                SetTag(context, TagPrefix + "tenant", caller.Tenant.Id.ToString(), isLowCardinality: false);
            SetTag(context, TagPrefix + "outcome", exchange.Error?.Definition.Code ?? "ok");
        }

        /// <summary>ASP.NET gives a request's activity a name and no more.</summary>
        private static void Describe(Activity activity, HttpContext context)
        {
            var (request, status) = (context.Request, context.Response.StatusCode);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            activity.DisplayName = route is null ? request.Method : $"{request.Method} {route}";
            activity
                .SetTag("http.request.method", request.Method)
                .SetTag("http.route", route)
                .SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status500InternalServerError)
                activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
