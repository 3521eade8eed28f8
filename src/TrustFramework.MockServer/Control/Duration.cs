using System.Globalization;
using System.Xml;

namespace TrustFramework.MockServer.Control;

/// <summary>Parses durations in ISO 8601 format (<c>PT2H</c>, <c>-P1D</c>) or as hours, minutes and seconds (<c>02:00:00</c>).</summary>
internal static class Duration
{
    /// <summary>Returns null when the text is not a duration.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (TimeSpan.TryParseExact(text, ["c", @"\-c"], CultureInfo.InvariantCulture, out var span))
            return span;
        try
        {
            return text is null ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
