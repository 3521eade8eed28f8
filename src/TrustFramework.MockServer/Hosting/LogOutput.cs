using System.Globalization;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The one place that knows Serilog: everything else logs through ILogger.</summary>
internal static class LogOutput
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static ILoggingBuilder WriteTo(this ILoggingBuilder logging, LogFormat format)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Information();
        configuration = format == LogFormat.Json
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture))
            : configuration.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        return logging.AddSerilog(configuration.CreateLogger(), dispose: true)
            .AddFilter<SerilogLoggerProvider>("Microsoft", LogLevel.Warning)
            // Why a start failed is said by the command that started, in one line.
            .AddFilter<SerilogLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
