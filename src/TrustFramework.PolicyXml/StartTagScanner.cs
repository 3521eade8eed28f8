using System.Text;

namespace TrustFramework.PolicyXml;

/// <summary>Finds a place inside a start tag, in UTF-8 that an XML reader has already accepted.</summary>
internal static class StartTagScanner
{
    /// <summary>
    /// The index right behind the last attribute (or the name) of the start tag whose name stands at
    /// <paramref name="line"/> and <paramref name="position"/>, both from 1 and in UTF-16 as the reader counts.
    /// </summary>
    public static int FindEndOfAttributes(ReadOnlySpan<byte> xml, int line, int position)
    {
        var at = FindLineStart(xml, line);
        for (var passed = 1; passed < position;)
        {
            Rune.DecodeFromUtf8(xml[at..], out var rune, out var length);
            (at, passed) = (at + length, passed + rune.Utf16SequenceLength);
        }

        var end = at;
        for (byte? quote = null; quote is not null || xml[at] is not ((byte)'>' or (byte)'/'); at++)
        {
            var c = xml[at];
            if (quote is null && c is (byte)'"' or (byte)'\'')
                quote = c;
            else if (c == quote)
                quote = null;
            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                end = at + 1;
        }

        return end;
    }

    /// <summary>XML counts \n, \r and \r\n each as one line end.</summary>
    private static int FindLineStart(ReadOnlySpan<byte> xml, int line)
    {
        var at = 0;
        for (var current = 1; current < line; current++)
        {
            at += xml[at..].IndexOfAny((byte)'\n', (byte)'\r');
            at += xml[at..].StartsWith("\r\n"u8) ? 2 : 1;
        }

        return at;
    }
}
