using System.Globalization;
using System.Threading.Channels;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
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
        LoggerSinkConfiguration.Wrap(
            configuration.WriteTo,
            console => new Background(console),
            sink => _ = format == LogFormat.Json
                ? sink.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture))
                : sink.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));
        return logging.AddSerilog(configuration.CreateLogger(), dispose: true)
            .AddFilter<SerilogLoggerProvider>("Microsoft", LogLevel.Warning)
            // It would begin an activity and a scope for each request, and nobody would see them.
            .AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Why a start failed is said by the command that started, in one line.
            .AddFilter<SerilogLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None);
    }

    /// <summary>Kestrel's word for an answer that is shorter than it says: nothing here writes one but on purpose.</summary>
    private static bool IsTruncation(LogEvent logged) =>
        logged.Exception is InvalidOperationException mismatch && mismatch.Message.StartsWith("Response Content-Length mismatch: too few", StringComparison.Ordinal);

    /// <summary>
    /// Writes behind the requests' backs, as long as it can keep up; then they wait, and no line is lost. Serilog's own wrapper wakes a
    /// thread for each line, which costs more than the line: here they gather for a moment.
    /// </summary>
    private sealed class Background : ILogEventSink, IDisposable
    {
        private const int Most = 10_000;

        private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

        private readonly Channel<LogEvent> _lines = Channel.CreateBounded<LogEvent>(new BoundedChannelOptions(Most) { SingleReader = true });
        private readonly ILogEventSink _console;
        private readonly Task _writing;

        public Background(ILogEventSink console)
        {
            _console = console;
            _writing = Task.Run(WriteAsync);
        }

        public void Emit(LogEvent logEvent)
        {
            var wait = new SpinWait();
            while (!_lines.Writer.TryWrite(logEvent) && !_writing.IsCompleted)
                wait.SpinOnce();
        }

        public void Dispose()
        {
            _lines.Writer.TryComplete();
            _writing.Wait();
            (_console as IDisposable)?.Dispose();
        }

        private async Task WriteAsync()
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line))
                    _console.Emit(line);
                await Task.WhenAny(_lines.Reader.Completion, Task.Delay(Moment));
            }
        }
    }
}
