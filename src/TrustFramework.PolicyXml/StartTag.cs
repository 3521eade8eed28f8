namespace TrustFramework.PolicyXml;

/// <summary>Finds a place inside the text of a start tag that an XML reader has already accepted.</summary>
internal static class StartTag
{
    /// <summary>
    /// The index right behind the last attribute (or the name) of the start tag whose name stands at
    /// <paramref name="line"/> and <paramref name="position"/>, both from 1.
    /// </summary>
    public static int EndOfAttributes(string text, int line, int position)
    {
        var at = LineStart(text, line) + position - 1;
        var end = at;
        for (char? quote = null; quote is not null || text[at] is not ('>' or '/'); at++)
        {
            var c = text[at];
            if (quote is null && c is '"' or '\'')
                quote = c;
            else if (c == quote)
                quote = null;
            if (!char.IsWhiteSpace(c))
                end = at + 1;
        }

        return end;
    }

    /// <summary>XML counts \n, \r and \r\n each as one line end.</summary>
    private static int LineStart(string text, int line)
    {
        var at = 0;
        for (var current = 1; current < line; current++)
        {
            at = text.IndexOfAny(['\n', '\r'], at);
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        }

        return at;
    }
}
