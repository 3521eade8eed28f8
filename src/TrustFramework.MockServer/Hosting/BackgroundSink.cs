using System.Threading.Channels;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Writes behind the requests' backs, as long as it can keep up; then they wait, and no line is lost. Serilog's own wrapper wakes a
/// thread for each line, which costs more than the line: here they gather for a moment, once more than one has come.
/// </summary>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    private const int Most = 10_000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly Channel<LogEvent> _lines = Channel.CreateBounded<LogEvent>(new BoundedChannelOptions(Most) { SingleReader = true });
    private readonly Logger _sink;
    private readonly TextWriter _output;
    private readonly Task _writing;

    /// <param name="sink">A logger, since that lives on when a line cannot be written.</param>
    /// <param name="output">Flushed when nothing more waits.</param>
    public BackgroundSink(Logger sink, TextWriter output)
    {
        _sink = sink;
        _output = output;
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
        _sink.Dispose();
        _output.Dispose();
    }

    private async Task WriteAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var written = 0;
            for (; _lines.Reader.TryRead(out var line); written++)
                _sink.Write(line);
            await FlushAsync();
            // One by one they are written as they come: who reads the log after a request finds it.
            if (written > 1)
                await Task.Delay(Moment);
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            await _output.FlushAsync();
        }
        catch (IOException unwritable)
        {
            SelfLog.WriteLine("The log could not be written: {0}", unwritable.Message);
        }
    }
}

/// <summary>Lines into a writer.</summary>
internal sealed class FormattedSink(ITextFormatter lines, TextWriter output) : ILogEventSink
{
    public void Emit(LogEvent logEvent) => lines.Format(logEvent, output);
}
