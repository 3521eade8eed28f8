using System.Runtime.InteropServices;

namespace TrustFramework.MockServer.Graph.Query;

internal enum TokenKind
{
    End,
    Name,
    Text,
    Number,
    Open,
    Close,
    Comma,

    /// <summary>A character that OData knows and nothing here uses.</summary>
    Symbol,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int End);

/// <summary>Cuts an expression into tokens, one at a time; looks at each character once.</summary>
internal sealed class Lexer(string source)
{
    private const string Symbols = "-=/?.*:@$[]{}";

    private int _at;

    public string Source => source;

    /// <summary>Why there is no next token; null as long as there is one.</summary>
    public QueryFault? Fault { get; private set; }

    /// <summary>At the end, and where there is a <see cref="Fault"/>, always <see cref="TokenKind.End"/>.</summary>
    public Token Next()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
            _at++;
        var start = _at;
        if (start == source.Length || Fault is not null)
            return new Token(TokenKind.End, start, start);
        var kind = source[_at++] switch
        {
            '(' => TokenKind.Open,
            ')' => TokenKind.Close,
            ',' => TokenKind.Comma,
            '\'' => SkipText(),
            var c when char.IsAsciiDigit(c) || (c == '-' && _at < source.Length && char.IsAsciiDigit(source[_at])) => Skip(IsNumeral, TokenKind.Number),
            var c when char.IsLetter(c) || c == '_' => Skip(IsOfName, TokenKind.Name),
            var c when Symbols.Contains(c, StringComparison.Ordinal) => TokenKind.Symbol,
            var c => Refuse(new QueryFault.Character(c, start, source)),
        };
        return new Token(kind, start, _at);
    }

    public string TextOf(Token token) => source[token.Start..token.End];

    /// <summary>What stands between the apostrophes, where a doubled one means one.</summary>
    public string ValueOf(Token token) => source[(token.Start + 1)..(token.End - 1)].Replace("''", "'", StringComparison.Ordinal);

    private static bool IsNumeral(char c) => char.IsAsciiDigit(c) || c == '.';

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c == '_';

    private TokenKind Skip(Func<char, bool> belongs, TokenKind kind)
    {
        while (_at < source.Length && belongs(source[_at]))
            _at++;
        return kind;
    }

    private TokenKind SkipText()
    {
        while (true)
        {
            var quote = source.IndexOf('\'', _at);
            if (quote < 0)
                return Refuse(new QueryFault.Unterminated(source.Length, source));
            _at = quote + 1;
            if (_at == source.Length || source[_at] != '\'')
                return TokenKind.Text;
            _at++;
        }
    }

    private TokenKind Refuse(QueryFault fault)
    {
        Fault = fault;
        return TokenKind.End;
    }
}
