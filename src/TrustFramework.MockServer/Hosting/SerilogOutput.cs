using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Configures the outputs of the log and the level of the framework's own lines.</summary>
internal static class SerilogOutput
{
    private const string OutputTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private const LogEventLevel Off = LogEventLevel.Fatal + 1;

    /// <summary>Logs to the console in the format <c>MockServer:LogFormat</c>, and to the registered logger providers.</summary>
    public static IServiceCollection AddConsoleLog(this IServiceCollection services) => services.AddSerilog(
        (provider, logger) => logger.Configure(provider).WriteTo.Async(
            console => console.WriteToConsole(provider.GetRequiredService<MockServerOptions>().LogFormat), bufferSize: 10_000, blockWhenFull: true),
        preserveStaticLogger: true,
        writeToProviders: true);

    /// <summary>Logs only to the registered logger providers.</summary>
    public static IServiceCollection AddProviderLog(this IServiceCollection services) =>
        services.AddSerilog((provider, logger) => logger.Configure(provider), preserveStaticLogger: true, writeToProviders: true);

    private static LoggerConfiguration Configure(this LoggerConfiguration logger, IServiceProvider provider) => logger
        .ReadFrom.Services(provider)
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // The serve command writes one line with the reason why the server did not start.
        .MinimumLevel.Override("Microsoft.Extensions.Hosting", Off)
        // The response of the readiness endpoint contains the reason. The log would repeat it for each request.
        .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", Off)
        .Filter.ByExcluding(IsContentLengthMismatch)
        .Filter.ByExcluding(IsAbortedByShutdown);

    private static void WriteToConsole(this Serilog.Configuration.LoggerSinkConfiguration console, LogFormat format)
    {
        if (format == LogFormat.Json)
            console.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture));
        else
            console.Console(outputTemplate: OutputTemplate, formatProvider: CultureInfo.InvariantCulture);
    }

    /// <summary>Kestrel's error for a response that is shorter than its Content-Length. Only injected faults cause it.</summary>
    private static bool IsContentLengthMismatch(LogEvent logEvent) =>
        logEvent.Exception is InvalidOperationException exception && exception.Message.StartsWith("Response Content-Length mismatch: too few", StringComparison.Ordinal);

    /// <summary>Kestrel's error for a request that it aborts because the server stops. The client sends its body too slowly.</summary>
    private static bool IsAbortedByShutdown(LogEvent logEvent) => logEvent.Exception is OperationCanceledException { InnerException: ConnectionAbortedException };
}
