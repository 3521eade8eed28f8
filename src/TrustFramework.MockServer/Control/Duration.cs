using System.Globalization;
using System.Xml;

namespace TrustFramework.MockServer.Control;

/// <summary>A span of time as somebody writes it: <c>PT2H</c>, <c>-P1D</c>, or <c>02:00:00</c>.</summary>
internal static class Duration
{
    /// <summary>Null when it is none.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (TimeSpan.TryParseExact(text, ["c", @"\-c"], CultureInfo.InvariantCulture, out var span))
            return span;
        try
        {
            return text is null ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception unread) when (unread is FormatException or OverflowException)
        {
            return null;
        }
    }
}
