using Microsoft.Extensions.Logging;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>The log as lines of text, for whatever a test runner shows: <c>WRN PUT /beta/…</c></summary>
internal sealed class LineLogger(Action<string> write) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        try
        {
            write($"{FormatLevel(logLevel)} {formatter(state, exception)}{(exception is null ? "" : $"{Environment.NewLine}{exception}")}");
        }
        catch (InvalidOperationException)
        {
            // xunit takes no lines when no test runs; a server that outlives a test may still have something to say.
        }
    }

    public void Dispose()
    {
    }

    private static string FormatLevel(LogLevel level) => level switch
    {
        LogLevel.Information => "INF",
        LogLevel.Warning => "WRN",
        LogLevel.Error => "ERR",
        _ => "FTL",
    };
}
