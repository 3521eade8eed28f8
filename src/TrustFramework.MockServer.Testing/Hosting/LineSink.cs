using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Writes the log as lines of text: <c>WRN PUT /beta/…</c>.</summary>
internal sealed class LineSink(Action<string> write) : ILogEventSink
{
    private static readonly MessageTemplateTextFormatter Formatter = new("{Level:u3} {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        Formatter.Format(logEvent, line);
        try
        {
            write(line.ToString().TrimEnd());
        }
        catch (InvalidOperationException)
        {
            // xunit throws when no test is running, and a server that outlives its test may still log.
        }
    }
}
