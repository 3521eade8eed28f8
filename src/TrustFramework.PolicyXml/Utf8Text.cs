namespace TrustFramework.PolicyXml;

/// <summary>Helpers for UTF-8 text from files and requests.</summary>
public static class Utf8Text
{
    /// <summary>Returns the text without its byte order mark.</summary>
    public static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
