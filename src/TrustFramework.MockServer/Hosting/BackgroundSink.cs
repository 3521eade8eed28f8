using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Writes behind the requests' backs, as long as it can keep up; then they wait, and no line is lost. Serilog's own wrapper wakes a
/// thread for each line, which costs more than the line: here they gather for a moment, once more than one has come.
/// </summary>
/// <param name="open">
/// Called behind their backs too, for the first line: a logger, since that lives on when a line cannot be written, and what is flushed
/// when nothing more waits.
/// </param>
internal sealed class BackgroundSink(Func<(Logger Lines, TextWriter Output)> open) : ILogEventSink, IThreadPoolWorkItem, IDisposable
{
    private const int Most = 10_000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<LogEvent> _waiting = new();
    private readonly Lock _writing = new();
    private (Logger Lines, TextWriter Output)? _target;
    private Timer? _moment;
    private int _count;
    private int _isBusy;
    private volatile bool _isDisposed;

    public void Emit(LogEvent logEvent)
    {
        var wait = new SpinWait();
        while (Volatile.Read(ref _count) >= Most && !_isDisposed)
            wait.SpinOnce();
        if (_isDisposed)
            return;
        Interlocked.Increment(ref _count);
        _waiting.Enqueue(logEvent);
        Begin();
    }

    /// <summary>One at a time: busy from the first line on until one moment brings none.</summary>
    public void Execute()
    {
        if (Write() > 1)
        {
            Rest();
            return;
        }

        // One by one they are written as they come: who reads the log after a request finds it.
        Interlocked.Exchange(ref _isBusy, 0); // before what came meanwhile is looked for
        if (!_isDisposed && !_waiting.IsEmpty)
            Begin();
    }

    public void Dispose()
    {
        lock (_writing)
        {
            Write();
            _isDisposed = true;
            _moment?.Dispose();
            _target?.Lines.Dispose();
            _target?.Output.Dispose();
        }
    }

    private void Begin()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Rest()
    {
        lock (_writing)
        {
            if (_isDisposed)
                return;
            _moment ??= new Timer(_ => Execute());
            _moment.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    private int Write()
    {
        lock (_writing)
        {
            if (_isDisposed || _waiting.IsEmpty)
                return 0;
            var (lines, output) = _target ??= open();
            var written = 0;
            for (; _waiting.TryDequeue(out var line); written++)
            {
                Interlocked.Decrement(ref _count);
                lines.Write(line);
            }

            Flush(output);
            return written;
        }
    }

    private static void Flush(TextWriter output)
    {
        try
        {
            output.Flush();
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
