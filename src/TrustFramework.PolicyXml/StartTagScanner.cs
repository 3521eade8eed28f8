using System.Text;

namespace TrustFramework.PolicyXml;

/// <summary>Finds a position inside a start tag, in UTF-8 that an XML reader has already accepted.</summary>
internal static class StartTagScanner
{
    /// <summary>
    /// Returns the index after the last attribute of a start tag, or after its name. The name starts at <paramref name="line"/>
    /// and <paramref name="position"/>, both from 1 and in UTF-16 units as the reader counts.
    /// </summary>
    public static int FindEndOfAttributes(ReadOnlySpan<byte> xml, int line, int position)
    {
        var index = FindLineStart(xml, line);
        for (var column = 1; column < position;)
        {
            Rune.DecodeFromUtf8(xml[index..], out var rune, out var length);
            (index, column) = (index + length, column + rune.Utf16SequenceLength);
        }

        var end = index;
        for (byte? quote = null; quote is not null || xml[index] is not ((byte)'>' or (byte)'/'); index++)
        {
            var character = xml[index];
            if (quote is null && character is (byte)'"' or (byte)'\'')
                quote = character;
            else if (character == quote)
                quote = null;
            if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                end = index + 1;
        }

        return end;
    }

    /// <summary>In XML, \n, \r and \r\n are each one line end.</summary>
    private static int FindLineStart(ReadOnlySpan<byte> xml, int line)
    {
        var index = 0;
        for (var current = 1; current < line; current++)
        {
            index += xml[index..].IndexOfAny((byte)'\n', (byte)'\r');
            index += xml[index..].StartsWith("\r\n"u8) ? 2 : 1;
        }

        return index;
    }
}
