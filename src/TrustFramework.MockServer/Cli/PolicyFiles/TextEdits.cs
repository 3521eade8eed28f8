using System.Security;
using System.Text;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Collects replacements of values in XML text, in the order of the text. Positions are those of the XML reader.</summary>
internal sealed class TextEdits(string text)
{
    private readonly StringBuilder _result = new();
    private int _copied;

    // The reader reads forward, so the start of a line is found by searching on from the previous one.
    private int _line = 1;
    private int _lineStart;

    private int _editedLine;
    private int _addedOnLine;

    /// <summary>The column of a position after the replacements before it.</summary>
    public int GetNewColumn(int line, int column) => line == _editedLine ? column + _addedOnLine : column;

    /// <param name="line">The position of the attribute's name.</param>
    /// <param name="column">See <paramref name="line"/>.</param>
    public void ReplaceAttributeValue(int line, int column, string value)
    {
        var quote = text.AsSpan(GetIndex(line, column)).IndexOfAny('"', '\'') + GetIndex(line, column);
        Replace(quote + 1, text.IndexOf(text[quote], quote + 1), value);
    }

    /// <summary>Replaces a text without the white space around it.</summary>
    /// <param name="line">The position of the text.</param>
    /// <param name="column">See <paramref name="line"/>.</param>
    public void ReplaceText(int line, int column, string value, bool isCData)
    {
        var start = GetIndex(line, column);
        var end = text.IndexOf(isCData ? "]]>" : "<", start, StringComparison.Ordinal);
        var raw = text.AsSpan(start, end - start);
        var leading = raw.Length - raw.TrimStart().Length;
        Replace(start + leading, start + leading + raw.Trim().Length, value);
    }

    public string Apply() => _result.Append(text, _copied, text.Length - _copied).ToString();

    private void Replace(int start, int end, string value)
    {
        // A value that spans lines stays on as many lines, so that the lines after it keep their numbers.
        var escaped = SecurityElement.Escape(value) + string.Concat(text.AsSpan(start, end - start).ToString().Where(c => c is '\r' or '\n'));
        _result.Append(text, _copied, start - _copied).Append(escaped);
        _addedOnLine = (_line == _editedLine ? _addedOnLine : 0) + escaped.Length - (end - start);
        (_copied, _editedLine) = (end, _line);
    }

    private int GetIndex(int line, int column)
    {
        for (; _line < line; _line++)
        {
            // In XML, \n, \r and \r\n are each one line end.
            _lineStart += text.AsSpan(_lineStart).IndexOfAny('\n', '\r');
            _lineStart += text.AsSpan(_lineStart).StartsWith("\r\n") ? 2 : 1;
        }

        return _lineStart + column - 1;
    }
}
