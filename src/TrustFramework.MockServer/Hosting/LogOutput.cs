using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The one place that knows Serilog: everything else logs through ILogger.</summary>
internal static class LogOutput
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static ILoggingBuilder WriteTo(this ILoggingBuilder logging, LogFormat format)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Information().Filter.ByExcluding(IsTruncation);
        configuration = format == LogFormat.Json
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture))
            : configuration.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        return logging.AddSerilog(configuration.CreateLogger(), dispose: true)
            .AddFilter<SerilogLoggerProvider>("Microsoft", LogLevel.Warning)
            // Why a start failed is said by the command that started, in one line.
            .AddFilter<SerilogLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None);
    }

    /// <summary>Kestrel's word for an answer that is shorter than it says: nothing here writes one but on purpose.</summary>
    private static bool IsTruncation(LogEvent logged) =>
        logged.Exception is InvalidOperationException mismatch && mismatch.Message.StartsWith("Response Content-Length mismatch: too few", StringComparison.Ordinal);
}
