using System.Collections.Frozen;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>
/// Reads a filter: <c>or</c> binds loosest, then <c>and</c>, comparisons, <c>not</c>. Words in any letter case, since clients write
/// them in every one; <c>true</c>, <c>false</c> and <c>null</c> in small letters, as the vendor's parser has them.
/// </summary>
internal sealed class FilterParser
{
    /// <summary>Bounds are ours, and the vendor's unknown. [I]</summary>
    public const int MaxLength = 4096;
    public const int MaxNodeCount = 500;
    public const int MaxDepth = 50;

    private static readonly FrozenDictionary<string, ComparisonOperator> ComparisonOperators = new Dictionary<string, ComparisonOperator>(StringComparer.OrdinalIgnoreCase)
    {
        ["eq"] = ComparisonOperator.Equal,
        ["ne"] = ComparisonOperator.NotEqual,
        ["gt"] = ComparisonOperator.GreaterThan,
        ["ge"] = ComparisonOperator.GreaterThanOrEqual,
        ["lt"] = ComparisonOperator.LessThan,
        ["le"] = ComparisonOperator.LessThanOrEqual,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>OData's other operators, none of which is emulated.</summary>
    private static readonly FrozenSet<string> UnsupportedOperators =
        FrozenSet.ToFrozenSet(["add", "sub", "mul", "div", "divby", "mod", "has"], StringComparer.OrdinalIgnoreCase);

    private readonly ExpressionLexer _lexer;
    private ExpressionToken _token;
    private QueryError? _error;
    private int _nodes;
    private int _depth;

    private FilterParser(string source)
    {
        _lexer = new ExpressionLexer(source);
        Advance();
    }

    /// <summary>Null, and what was asked for, when the text can be read.</summary>
    public static QueryError? Parse(string source, out FilterSyntax filter)
    {
        filter = new FilterSyntax.NullLiteral();
        if (source.Length > MaxLength)
            return new QueryError.TooLong(MaxLength);
        var parser = new FilterParser(source);
        filter = parser.ParseExpression();
        return parser._error ?? (parser._token.Kind == ExpressionTokenKind.End ? null : parser.CreateSyntaxError());
    }

    private FilterSyntax ParseExpression()
    {
        if (++_depth > MaxDepth)
            return SetError(new QueryError.TooDeep());
        var parts = ParseChain("or", () => ParseChain("and", ParseComparison, all => new FilterSyntax.And(all)), any => new FilterSyntax.Or(any));
        _depth--;
        return parts;
    }

    private FilterSyntax ParseChain(string word, Func<FilterSyntax> part, Func<IReadOnlyList<FilterSyntax>, FilterSyntax> join)
    {
        List<FilterSyntax> parts = [part()];
        while (TryConsumeKeyword(word))
            parts.Add(part());
        return parts.Count == 1 ? parts[0] : CountNode(join(parts));
    }

    private FilterSyntax ParseComparison()
    {
        var left = ParseUnary();
        while (_error is null && _token.Kind == ExpressionTokenKind.Identifier)
        {
            var word = _lexer.GetText(_token);
            if (ComparisonOperators.TryGetValue(word, out var relation))
            {
                Advance();
                left = CountNode(new FilterSyntax.Comparison(relation, left, ParseUnary()));
            }
            else if (TryConsumeKeyword("in"))
            {
                left = CountNode(new FilterSyntax.In(left, ParseList(ParseLiteral, mayBeEmpty: false)));
            }
            else
            {
                return UnsupportedOperators.Contains(word) ? SetError(new QueryError.NotEmulated($"… {word} …")) : left;
            }
        }

        return left;
    }

    private FilterSyntax ParseUnary()
    {
        if (!TryConsumeKeyword("not"))
            return ParsePrimary();
        if (++_depth > MaxDepth)
            return SetError(new QueryError.TooDeep());
        var negated = CountNode(new FilterSyntax.Not(ParseUnary()));
        _depth--;
        return negated;
    }

    private FilterSyntax ParsePrimary()
    {
        if (_token.Kind == ExpressionTokenKind.OpenParenthesis)
            return ParseParenthesized();
        if (_token.Kind != ExpressionTokenKind.Identifier || IsConstant(_lexer.GetText(_token)))
            return ParseLiteral();
        var name = _lexer.GetText(_token);
        Advance();
        return _token switch
        {
            { Kind: ExpressionTokenKind.OpenParenthesis } => CountNode(new FilterSyntax.FunctionCall(name, ParseList(ParseExpression, mayBeEmpty: true))),
            { Kind: ExpressionTokenKind.Symbol } when _lexer.GetText(_token) == "/" => SetError(new QueryError.NotEmulated($"{name}/…")),
            _ => CountNode(new FilterSyntax.Property(name)),
        };
    }

    private FilterSyntax ParseParenthesized()
    {
        Advance();
        var inner = ParseExpression();
        if (_token.Kind != ExpressionTokenKind.CloseParenthesis)
            return SetError(new QueryError.CloseParenthesisMissing(_token.Start, _lexer.Source));
        Advance();
        return inner;
    }

    /// <summary>In parentheses, by commas.</summary>
    private List<FilterSyntax> ParseList(Func<FilterSyntax> item, bool mayBeEmpty)
    {
        List<FilterSyntax> items = [];
        if (_token.Kind != ExpressionTokenKind.OpenParenthesis)
            SetError(new QueryError.ExpressionMissing(_token.Start, _lexer.Source));
        Advance();
        if (_token.Kind != ExpressionTokenKind.CloseParenthesis || !mayBeEmpty)
            items.Add(item());
        while (_token.Kind == ExpressionTokenKind.Comma)
        {
            Advance();
            items.Add(item());
        }

        if (_token.Kind != ExpressionTokenKind.CloseParenthesis)
            SetError(new QueryError.CommaMissing(_token.Start, _lexer.Source));
        Advance();
        return items;
    }

    private FilterSyntax ParseLiteral()
    {
        var token = _token;
        FilterSyntax? literal = token.Kind switch
        {
            ExpressionTokenKind.StringLiteral => new FilterSyntax.StringLiteral(_lexer.GetStringValue(token)),
            ExpressionTokenKind.NumberLiteral => new FilterSyntax.NumberLiteral(_lexer.GetText(token)),
            ExpressionTokenKind.Identifier => ToConstant(_lexer.GetText(token)),
            _ => null,
        };
        if (literal is null)
            return SetError(new QueryError.ExpressionMissing(token.Start, _lexer.Source));
        Advance();
        return CountNode(literal);
    }

    private static bool IsConstant(string word) => ToConstant(word) is not null;

    private static FilterSyntax? ToConstant(string word) => word switch
    {
        "true" => new FilterSyntax.BooleanLiteral(Value: true),
        "false" => new FilterSyntax.BooleanLiteral(Value: false),
        "null" => new FilterSyntax.NullLiteral(),
        _ => null,
    };

    /// <summary>True, and one token further, where a word stands.</summary>
    private bool TryConsumeKeyword(string word)
    {
        if (_token.Kind != ExpressionTokenKind.Identifier || !_lexer.Source.AsSpan(_token.Start, _token.End - _token.Start).Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        Advance();
        return true;
    }

    private void Advance()
    {
        _token = _error is null ? _lexer.Next() : new ExpressionToken(ExpressionTokenKind.End, _token.End, _token.End);
        _error ??= _lexer.Error;
    }

    private FilterSyntax CountNode(FilterSyntax node) => ++_nodes > MaxNodeCount ? SetError(new QueryError.TooManyNodes(MaxNodeCount)) : node;

    private QueryError.SyntaxError CreateSyntaxError() => new(_token.End, _lexer.Source);

    /// <summary>The first fault is the one that is told; nothing is read after it.</summary>
    private FilterSyntax.NullLiteral SetError(QueryError fault)
    {
        _error ??= fault;
        _token = new ExpressionToken(ExpressionTokenKind.End, _token.End, _token.End);
        return new FilterSyntax.NullLiteral();
    }
}
