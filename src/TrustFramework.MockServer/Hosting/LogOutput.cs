using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The one place that knows Serilog: everything else logs through ILogger.</summary>
internal static class LogOutput
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static ILoggingBuilder WriteTo(this ILoggingBuilder logging, LogFormat format)
    {
        logging.Services.AddSingleton<ILoggerProvider>(_ => new LateLoggers(() => Lines(format), showsScopes: format == LogFormat.Json));
        return logging.AddFilter<LateLoggers>("Microsoft", LogLevel.Warning)
            // It would begin an activity and a scope for each request, and nobody would see them.
            .AddFilter<LateLoggers>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Why a start failed is said by the command that started, in one line.
            .AddFilter<LateLoggers>("Microsoft.Extensions.Hosting", LogLevel.None);
    }

    private static SerilogLoggerProvider Lines(LogFormat format)
    {
#pragma warning disable CA2000 // the logger's, and disposed with it
        var lines = new LoggerConfiguration().Filter.ByExcluding(IsTruncation).WriteTo.Sink(format switch
        {
            LogFormat.Json => new BackgroundSink(() => Gathered(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture))),
            _ when Console.IsOutputRedirected => new BackgroundSink(() => Gathered(new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture))),
            // Somebody looks at it: with colours, a line at a time.
            _ => new BackgroundSink(() => (new LoggerConfiguration().WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture).CreateLogger(), TextWriter.Null)),
        });
#pragma warning restore CA2000
        return new SerilogLoggerProvider(lines.CreateLogger(), dispose: true);
    }

    /// <summary>For files, containers and pipes: Serilog's console would write each line by itself.</summary>
    private static (Serilog.Core.Logger Lines, TextWriter Output) Gathered(ITextFormatter lines)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), Console.OutputEncoding, bufferSize: 16 * 1024);
        return (new LoggerConfiguration().WriteTo.Sink(new FormattedSink(lines, output)).CreateLogger(), output);
    }

    /// <summary>Kestrel's word for an answer that is shorter than it says: nothing here writes one but on purpose.</summary>
    private static bool IsTruncation(LogEvent logged) =>
        logged.Exception is InvalidOperationException mismatch && mismatch.Message.StartsWith("Response Content-Length mismatch: too few", StringComparison.Ordinal);
}
