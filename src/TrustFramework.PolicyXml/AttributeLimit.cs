using System.Text;

namespace TrustFramework.PolicyXml;

/// <summary>
/// Limits the attributes of an element. The XML reader stores all attributes of a tag and compares their names before it returns the element, so
/// they are counted before the file is read.
/// </summary>
internal static class AttributeLimit
{
    /// <summary>The schema declares at most eight attributes for an element. The service's limit is unknown. [I]</summary>
    public const int MaxAttributes = 256;

    /// <summary>
    /// Returns an error for the first element with too many attributes; null when there is none. The search ends where the file is not
    /// well-formed, because the XML reader reads no further either.
    /// </summary>
    /// <param name="xml">UTF-8 without a byte order mark.</param>
    public static XmlError? FindError(ReadOnlySpan<byte> xml)
    {
        var position = 0;
        while (xml[position..].IndexOf((byte)'<') is >= 0 and var found)
        {
            position += found;
            var end = FindEndOfMarkup(xml[position..], out var attributes);
            if (attributes > MaxAttributes)
                return CreateError(xml[..position]);
            if (end < 0)
                return null;
            position += end;
        }

        return null;
    }

    private static int FindEndOfMarkup(ReadOnlySpan<byte> markup, out int attributes)
    {
        attributes = 0;
        if (markup.StartsWith("<!--"u8))
            return markup[4..].IndexOf("-->"u8) is >= 0 and var end ? end + 4 : -1;
        if (markup.StartsWith("<![CDATA["u8))
            return markup.IndexOf("]]>"u8);
        if (markup.StartsWith("<?"u8))
            return markup.IndexOf("?>"u8);
        // The reader rejects document types, which are the only other markup of this form.
        return markup.StartsWith("<!"u8) ? -1 : FindEndOfTag(markup, out attributes);
    }

    /// <summary>Counts the quoted values in the tag, at most one more than the limit.</summary>
    private static int FindEndOfTag(ReadOnlySpan<byte> tag, out int attributes)
    {
        attributes = 0;
        var position = 0;
        while (attributes <= MaxAttributes && tag[position..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'') is >= 0 and var found)
        {
            position += found;
            if (tag[position] == '>')
                return position;
            attributes++;
            var value = tag[(position + 1)..].IndexOf(tag[position]);
            if (value < 0)
                return -1;
            position += value + 2;
        }

        return -1;
    }

    /// <param name="before">The file up to the element.</param>
    private static XmlError CreateError(ReadOnlySpan<byte> before)
    {
        var text = Encoding.UTF8.GetString(before).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        // The position is that of the name, as in the messages of the XML reader.
        var (line, column) = (text.AsSpan().Count('\n') + 1, text.Length - text.LastIndexOf('\n') + 1);
        return new XmlError($"An element has more than {MaxAttributes} attributes. Line {line}, position {column}.", line, column);
    }
}
