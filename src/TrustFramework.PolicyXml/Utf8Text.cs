namespace TrustFramework.PolicyXml;

/// <summary>UTF-8 as files and requests bring it.</summary>
public static class Utf8Text
{
    /// <summary>The text without the byte order mark that it may begin with.</summary>
    public static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
