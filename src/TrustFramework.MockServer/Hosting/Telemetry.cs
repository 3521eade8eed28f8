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
/// Exports traces and metrics by OTLP if OpenTelemetry's own settings enable it. Otherwise no telemetry is created, and nothing leaves this
/// machine.
/// </summary>
internal static class Telemetry
{
    /// <summary>The prefix of this server's own tags. Tags of HTTP use the names of OpenTelemetry's conventions.</summary>
    private const string TagPrefix = "trustframework.";

    private const string ServiceName = "TrustFramework.MockServer";

    /// <summary>The effect of a fault rule on the request.</summary>
    public const string FaultTag = TagPrefix + "fault";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        var (traces, metrics) = (IsExportEnabled(settings, "TRACES"), IsExportEnabled(settings, "METRICS"));
        return traces || metrics ? services.AddExporters(settings, traces, metrics) : services;
    }

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

        return services.AddSingleton<Marker>().AddHostedService<PendingTelemetry>();
    }

    /// <summary>Must be the first middleware, so that it sees the final status of each request.</summary>
    public static void UseTelemetry(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<Marker>() is not null)
            app.UseMiddleware<TelemetryMiddleware>();
    }

    /// <summary>Adds a tag to the trace and the metrics of the request. Has no effect if telemetry is off.</summary>
    /// <param name="isLowCardinality">Whether the tag has few values. Metrics keep a time series for each value, so other tags go to the trace only.</param>
    public static void SetTag(HttpContext context, string name, object value, bool isLowCardinality = true)
    {
        context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag(name, value);
        if (isLowCardinality)
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(name, value));
    }

    private static string? Version => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>As OpenTelemetry defines it: an endpoint is set for all signals or for this one, or the exporter is set by name, and the SDK is not disabled.</summary>
    private static bool IsExportEnabled(IConfiguration settings, string signal)
    {
        if (bool.TryParse(settings["OTEL_SDK_DISABLED"], out var isDisabled) && isDisabled)
            return false;
        return settings[$"OTEL_{signal}_EXPORTER"] is { Length: > 0 } exporters
            ? exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.OrdinalIgnoreCase)
            : !string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrEmpty(settings[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
    }

    /// <summary>Registered if telemetry is on.</summary>
    private sealed class Marker;

    /// <summary>Adds operation, tenant and outcome to each request when it ends.</summary>
    private sealed class TelemetryMiddleware(RequestDelegate next)
    {
        public async Task InvokeAsync(HttpContext context)
        {
            await next(context);
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
                Describe(activity, context);
            if (GraphRequestContext.Find(context) is not { } requestContext)
                return;
            if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation)
                SetTag(context, TagPrefix + "operation", $"{operation.Id} {operation.Name}");
            if (requestContext.Caller is { } caller)
                SetTag(context, TagPrefix + "tenant", caller.Tenant.Id.ToString(), isLowCardinality: false);
            SetTag(context, TagPrefix + "outcome", requestContext.Error?.Definition.Code ?? "ok");
        }

        /// <summary>By default, ASP.NET Core sets only the name of the activity of a request.</summary>
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

    /// <summary>
    /// Sends what is pending when the server stops. Without a limit the server would wait up to five seconds for each signal if the collector
    /// does not respond.
    /// </summary>
    private sealed class PendingTelemetry(IServiceProvider services) : IHostedService
    {
        private const int TimeoutMilliseconds = 1000;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
            Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(TimeoutMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(TimeoutMilliseconds), CancellationToken.None));
    }
}
