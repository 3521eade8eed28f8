using System.Collections.Frozen;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>
/// Reads a filter: <c>or</c> binds loosest, then <c>and</c>, comparisons, <c>not</c>. Words in any letter case, since clients write
/// them in every one; <c>true</c>, <c>false</c> and <c>null</c> in small letters, as the vendor's parser has them.
/// </summary>
internal sealed class FilterParser
{
    /// <summary>Bounds are ours, and the vendor's unknown. [I]</summary>
    public const int MostCharacters = 4096;
    public const int MostNodes = 500;
    public const int MostDepth = 50;

    private static readonly FrozenDictionary<string, Relation> Relations = new Dictionary<string, Relation>(StringComparer.OrdinalIgnoreCase)
    {
        ["eq"] = Relation.Equal,
        ["ne"] = Relation.NotEqual,
        ["gt"] = Relation.GreaterThan,
        ["ge"] = Relation.GreaterThanOrEqual,
        ["lt"] = Relation.LessThan,
        ["le"] = Relation.LessThanOrEqual,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>OData's other operators, none of which is emulated.</summary>
    private static readonly FrozenSet<string> OtherOperators =
        FrozenSet.ToFrozenSet(["add", "sub", "mul", "div", "divby", "mod", "has"], StringComparer.OrdinalIgnoreCase);

    private readonly Lexer _lexer;
    private Token _token;
    private QueryFault? _fault;
    private int _nodes;
    private int _depth;

    private FilterParser(string source)
    {
        _lexer = new Lexer(source);
        Advance();
    }

    /// <summary>Null, and what was asked for, when the text can be read.</summary>
    public static QueryFault? Parse(string source, out Syntax filter)
    {
        filter = new Syntax.Nothing();
        if (source.Length > MostCharacters)
            return new QueryFault.TooLong(MostCharacters);
        var parser = new FilterParser(source);
        filter = parser.Alternatives();
        return parser._fault ?? (parser._token.Kind == TokenKind.End ? null : parser.Unexpected());
    }

    private Syntax Alternatives()
    {
        if (++_depth > MostDepth)
            return Refuse(new QueryFault.TooDeep());
        var parts = Chain("or", () => Chain("and", Comparison, all => new Syntax.All(all)), any => new Syntax.Any(any));
        _depth--;
        return parts;
    }

    private Syntax Chain(string word, Func<Syntax> part, Func<IReadOnlyList<Syntax>, Syntax> join)
    {
        List<Syntax> parts = [part()];
        while (Takes(word))
            parts.Add(part());
        return parts.Count == 1 ? parts[0] : Made(join(parts));
    }

    private Syntax Comparison()
    {
        var left = Operand();
        while (_fault is null && _token.Kind == TokenKind.Name)
        {
            var word = _lexer.TextOf(_token);
            if (Relations.TryGetValue(word, out var relation))
            {
                Advance();
                left = Made(new Syntax.Comparison(relation, left, Operand()));
            }
            else if (Takes("in"))
            {
                left = Made(new Syntax.Membership(left, List(Literal, mayBeEmpty: false)));
            }
            else
            {
                return OtherOperators.Contains(word) ? Refuse(new QueryFault.NotEmulated($"… {word} …")) : left;
            }
        }

        return left;
    }

    private Syntax Operand()
    {
        if (!Takes("not"))
            return Primary();
        if (++_depth > MostDepth)
            return Refuse(new QueryFault.TooDeep());
        var negated = Made(new Syntax.Not(Operand()));
        _depth--;
        return negated;
    }

    private Syntax Primary()
    {
        if (_token.Kind == TokenKind.Open)
            return Parenthesised();
        if (_token.Kind != TokenKind.Name || IsConstant(_lexer.TextOf(_token)))
            return Literal();
        var name = _lexer.TextOf(_token);
        Advance();
        return _token switch
        {
            { Kind: TokenKind.Open } => Made(new Syntax.Call(name, List(Alternatives, mayBeEmpty: true))),
            { Kind: TokenKind.Symbol } when _lexer.TextOf(_token) == "/" => Refuse(new QueryFault.NotEmulated($"{name}/…")),
            _ => Made(new Syntax.Property(name)),
        };
    }

    private Syntax Parenthesised()
    {
        Advance();
        var inner = Alternatives();
        if (_token.Kind != TokenKind.Close)
            return Refuse(new QueryFault.CloseMissing(_token.Start, _lexer.Source));
        Advance();
        return inner;
    }

    /// <summary>In parentheses, by commas.</summary>
    private List<Syntax> List(Func<Syntax> item, bool mayBeEmpty)
    {
        List<Syntax> items = [];
        if (_token.Kind != TokenKind.Open)
            Refuse(new QueryFault.ExpressionMissing(_token.Start, _lexer.Source));
        Advance();
        if (_token.Kind != TokenKind.Close || !mayBeEmpty)
            items.Add(item());
        while (_token.Kind == TokenKind.Comma)
        {
            Advance();
            items.Add(item());
        }

        if (_token.Kind != TokenKind.Close)
            Refuse(new QueryFault.CommaMissing(_token.Start, _lexer.Source));
        Advance();
        return items;
    }

    private Syntax Literal()
    {
        var token = _token;
        Syntax? literal = token.Kind switch
        {
            TokenKind.Text => new Syntax.Text(_lexer.ValueOf(token)),
            TokenKind.Number => new Syntax.Number(_lexer.TextOf(token)),
            TokenKind.Name => Constant(_lexer.TextOf(token)),
            _ => null,
        };
        if (literal is null)
            return Refuse(new QueryFault.ExpressionMissing(token.Start, _lexer.Source));
        Advance();
        return Made(literal);
    }

    private static bool IsConstant(string word) => Constant(word) is not null;

    private static Syntax? Constant(string word) => word switch
    {
        "true" => new Syntax.Flag(Value: true),
        "false" => new Syntax.Flag(Value: false),
        "null" => new Syntax.Nothing(),
        _ => null,
    };

    /// <summary>True, and one token further, where a word stands.</summary>
    private bool Takes(string word)
    {
        if (_token.Kind != TokenKind.Name || !_lexer.Source.AsSpan(_token.Start, _token.End - _token.Start).Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        Advance();
        return true;
    }

    private void Advance()
    {
        _token = _fault is null ? _lexer.Next() : new Token(TokenKind.End, _token.End, _token.End);
        _fault ??= _lexer.Fault;
    }

    private Syntax Made(Syntax node) => ++_nodes > MostNodes ? Refuse(new QueryFault.TooManyNodes(MostNodes)) : node;

    private QueryFault.Syntax Unexpected() => new(_token.End, _lexer.Source);

    /// <summary>The first fault is the one that is told; nothing is read after it.</summary>
    private Syntax.Nothing Refuse(QueryFault fault)
    {
        _fault ??= fault;
        _token = new Token(TokenKind.End, _token.End, _token.End);
        return new Syntax.Nothing();
    }
}
