using System.Runtime.InteropServices;

namespace TrustFramework.MockServer.Graph.Query;

internal enum ExpressionTokenKind
{
    End,
    Identifier,
    StringLiteral,
    NumberLiteral,
    OpenParenthesis,
    CloseParenthesis,
    Comma,

    /// <summary>A character that is valid in OData but not in the supported expressions.</summary>
    Symbol,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, int Start, int End);

/// <summary>Splits an expression into tokens in linear time.</summary>
internal sealed class ExpressionLexer(string source)
{
    private const string Symbols = "-=/?.*:@$[]{}";

    private int _position;

    public string Source => source;

    /// <summary>Null unless the text contains an invalid token.</summary>
    public QueryError? Error { get; private set; }

    /// <summary>Returns <see cref="ExpressionTokenKind.End"/> at the end of the text and after an <see cref="Error"/>.</summary>
    public ExpressionToken Next()
    {
        while (_position < source.Length && char.IsWhiteSpace(source[_position]))
            _position++;
        var start = _position;
        if (start == source.Length || Error is not null)
            return new ExpressionToken(ExpressionTokenKind.End, start, start);
        var kind = source[_position++] switch
        {
            '(' => ExpressionTokenKind.OpenParenthesis,
            ')' => ExpressionTokenKind.CloseParenthesis,
            ',' => ExpressionTokenKind.Comma,
            '\'' => SkipString(),
            var c when char.IsAsciiDigit(c) || (c == '-' && _position < source.Length && char.IsAsciiDigit(source[_position])) => SkipWhile(IsNumberCharacter, ExpressionTokenKind.NumberLiteral),
            var c when char.IsLetter(c) || c == '_' => SkipWhile(IsNameCharacter, ExpressionTokenKind.Identifier),
            var c when Symbols.Contains(c, StringComparison.Ordinal) => ExpressionTokenKind.Symbol,
            var c => SetError(new QueryError.InvalidCharacter(c, start, source)),
        };
        return new ExpressionToken(kind, start, _position);
    }

    public string GetText(ExpressionToken token) => source[token.Start..token.End];

    /// <summary>The text between the apostrophes. A doubled apostrophe is an escaped one.</summary>
    public string GetStringValue(ExpressionToken token) => source[(token.Start + 1)..(token.End - 1)].Replace("''", "'", StringComparison.Ordinal);

    private static bool IsNumberCharacter(char c) => char.IsAsciiDigit(c) || c == '.';

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private ExpressionTokenKind SkipWhile(Func<char, bool> isPart, ExpressionTokenKind kind)
    {
        while (_position < source.Length && isPart(source[_position]))
            _position++;
        return kind;
    }

    private ExpressionTokenKind SkipString()
    {
        while (true)
        {
            var quote = source.IndexOf('\'', _position);
            if (quote < 0)
                return SetError(new QueryError.UnterminatedString(source.Length, source));
            _position = quote + 1;
            if (_position == source.Length || source[_position] != '\'')
                return ExpressionTokenKind.StringLiteral;
            _position++;
        }
    }

    private ExpressionTokenKind SetError(QueryError error)
    {
        Error = error;
        return ExpressionTokenKind.End;
    }
}
