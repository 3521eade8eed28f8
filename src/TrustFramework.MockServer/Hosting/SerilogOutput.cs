using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Where the log goes, and which of the framework's lines are in it.</summary>
internal static class SerilogOutput
{
    private const string OutputTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private const LogEventLevel Off = LogEventLevel.Fatal + 1;

    /// <summary>Serilog on the console, as <c>MockServer:LogFormat</c> says, and to the registered logger providers.</summary>
    public static IServiceCollection AddConsoleLog(this IServiceCollection services) => services.AddSerilog(
        (provider, logger) => logger.Configure(provider).WriteTo.Async(
            console => console.AddSerilogOutput(provider.GetRequiredService<MockServerOptions>().LogFormat), bufferSize: 10_000, blockWhenFull: true),
        writeToProviders: true);

    /// <summary>Serilog to the registered logger providers alone.</summary>
    public static IServiceCollection AddProviderLog(this IServiceCollection services) =>
        services.AddSerilog((provider, logger) => logger.Configure(provider), writeToProviders: true);

    private static LoggerConfiguration Configure(this LoggerConfiguration logger, IServiceProvider provider) => logger
        .ReadFrom.Services(provider)
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // The command that started the server says in one line why it did not start.
        .MinimumLevel.Override("Microsoft.Extensions.Hosting", Off)
        // Whoever asks for health gets the reason; the log would have it at each question.
        .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", Off)
        .Filter.ByExcluding(IsContentLengthMismatch);

    private static void AddSerilogOutput(this Serilog.Configuration.LoggerSinkConfiguration console, LogFormat format)
    {
        if (format == LogFormat.Json)
            console.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture));
        else
            console.Console(outputTemplate: OutputTemplate, formatProvider: CultureInfo.InvariantCulture);
    }

    /// <summary>Kestrel's error for an answer that is shorter than announced: nothing here writes one but on purpose.</summary>
    private static bool IsContentLengthMismatch(LogEvent logged) =>
        logged.Exception is InvalidOperationException mismatch && mismatch.Message.StartsWith("Response Content-Length mismatch: too few", StringComparison.Ordinal);
}
