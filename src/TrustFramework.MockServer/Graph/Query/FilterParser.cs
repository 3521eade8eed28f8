using System.Collections.Frozen;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>
/// Parses a filter by recursive descent. <c>or</c> has the lowest precedence, then <c>and</c>, comparisons, <c>not</c>. Keywords are
/// case-insensitive, because clients write them in any case. <c>true</c>, <c>false</c> and <c>null</c> are lowercase, as in Microsoft's OData library.
/// </summary>
internal sealed class FilterParser
{
    /// <summary>The service's limits are not known. [I]</summary>
    public const int MaxLength = 4096;
    public const int MaxNodeCount = 500;
    public const int MaxDepth = 50;

    /// <summary>How many nodes a node of a lambda counts as, because it is evaluated for each element of a collection.</summary>
    private const int LambdaNodeWeight = 4;

    private static readonly FrozenDictionary<string, ComparisonOperator> ComparisonOperators = new Dictionary<string, ComparisonOperator>(StringComparer.OrdinalIgnoreCase)
    {
        ["eq"] = ComparisonOperator.Equal,
        ["ne"] = ComparisonOperator.NotEqual,
        ["gt"] = ComparisonOperator.GreaterThan,
        ["ge"] = ComparisonOperator.GreaterThanOrEqual,
        ["lt"] = ComparisonOperator.LessThan,
        ["le"] = ComparisonOperator.LessThanOrEqual,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The other operators of OData, which are not emulated.</summary>
    private static readonly FrozenSet<string> UnsupportedOperators =
        FrozenSet.ToFrozenSet(["add", "sub", "mul", "div", "divby", "mod", "has"], StringComparer.OrdinalIgnoreCase);

    private readonly ExpressionLexer _lexer;

    /// <summary>Those of the lambdas around the current token.</summary>
    private readonly List<string> _variables = [];

    private ExpressionToken _token;
    private QueryError? _error;
    private int _nodeCount;
    private int _depth;

    private FilterParser(string source)
    {
        _lexer = new ExpressionLexer(source);
        Advance();
    }

    public static Result<FilterSyntax, QueryError> Parse(string source)
    {
        if (source.Length > MaxLength)
            return new QueryError.TooLong(MaxLength);
        var parser = new FilterParser(source);
        var filter = parser.ParseExpression();
        if (parser._error is not null)
            return parser._error;
        return parser._token.Kind == ExpressionTokenKind.End ? filter : new QueryError.SyntaxError(parser._token.End, source);
    }

    private FilterSyntax ParseExpression()
    {
        if (++_depth > MaxDepth)
            return SetError(new QueryError.TooDeep());
        var expression = ParseChain("or", () => ParseChain("and", ParseComparison, operands => new FilterSyntax.And(operands)), operands => new FilterSyntax.Or(operands));
        _depth--;
        return expression;
    }

    private FilterSyntax ParseChain(string keyword, Func<FilterSyntax> parseOperand, Func<IReadOnlyList<FilterSyntax>, FilterSyntax> create)
    {
        List<FilterSyntax> operands = [parseOperand()];
        while (TryConsumeKeyword(keyword))
            operands.Add(parseOperand());
        return operands.Count == 1 ? operands[0] : CountNode(create(operands));
    }

    private FilterSyntax ParseComparison()
    {
        var left = ParseUnary();
        while (_error is null && _token.Kind == ExpressionTokenKind.Identifier)
        {
            var word = _lexer.GetText(_token);
            if (ComparisonOperators.TryGetValue(word, out var comparison))
            {
                Advance();
                left = CountNode(new FilterSyntax.Comparison(comparison, left, ParseUnary()));
            }
            else if (TryConsumeKeyword("in"))
            {
                left = CountNode(new FilterSyntax.In(left, ParseList(ParseLiteral, allowEmpty: false)));
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
        if (_token.Kind != ExpressionTokenKind.Identifier || ToConstant(_lexer.GetText(_token)) is not null)
            return ParseLiteral();
        var name = _lexer.GetText(_token);
        Advance();
        return _token switch
        {
            { Kind: ExpressionTokenKind.OpenParenthesis } => CountNode(new FilterSyntax.FunctionCall(name, ParseList(ParseExpression, allowEmpty: true))),
            { Kind: ExpressionTokenKind.Symbol } when _lexer.GetText(_token) == "/" => ParsePath(name),
            _ when _variables.Contains(name, StringComparer.Ordinal) => CountNode(new FilterSyntax.Element(name, Member: null)),
            _ => CountNode(new FilterSyntax.Property(name)),
        };
    }

    /// <summary>Parses a lambda, or a property of the element that a variable refers to. Other paths are not emulated.</summary>
    private FilterSyntax ParsePath(string name)
    {
        Advance();
        var (isElement, member) = (_variables.Contains(name, StringComparer.Ordinal), _token);
        if (member.Kind != ExpressionTokenKind.Identifier || (!isElement && !_lexer.GetText(member).Equals("any", StringComparison.OrdinalIgnoreCase)))
            return SetError(new QueryError.NotEmulated($"{name}/…"));
        Advance();
        if (!isElement)
            return ParseAny(name);
        return _token.Kind == ExpressionTokenKind.OpenParenthesis || IsSymbol("/")
            ? SetError(new QueryError.NotEmulated($"{name}/{_lexer.GetText(member)}…"))
            : CountNode(new FilterSyntax.Element(name, _lexer.GetText(member)));
    }

    /// <summary>Parses the part in parentheses: a variable, a colon and the predicate.</summary>
    private FilterSyntax ParseAny(string collection)
    {
        if (_token.Kind != ExpressionTokenKind.OpenParenthesis)
            return SetError(new QueryError.ExpressionMissing(_token.Start, _lexer.Source));
        Advance();
        var variable = _token.Kind == ExpressionTokenKind.Identifier ? _lexer.GetText(_token) : null;
        Advance();
        if (variable is null || !IsSymbol(":") || _variables.Count > 0) // the cost of nested lambdas grows with each level
            return SetError(new QueryError.NotEmulated($"{collection}/any(…)"));
        Advance();
        _variables.Add(variable);
        var predicate = ParseExpression();
        _variables.RemoveAt(_variables.Count - 1);
        if (_token.Kind != ExpressionTokenKind.CloseParenthesis)
            return SetError(new QueryError.CloseParenthesisMissing(_token.Start, _lexer.Source));
        Advance();
        return CountNode(new FilterSyntax.Any(collection, variable, predicate));
    }

    private bool IsSymbol(string symbol) => _token.Kind == ExpressionTokenKind.Symbol && _lexer.GetText(_token) == symbol;

    private FilterSyntax ParseParenthesized()
    {
        Advance();
        var inner = ParseExpression();
        if (_token.Kind != ExpressionTokenKind.CloseParenthesis)
            return SetError(new QueryError.CloseParenthesisMissing(_token.Start, _lexer.Source));
        Advance();
        return inner;
    }

    /// <summary>Parses a list in parentheses, separated by commas.</summary>
    private List<FilterSyntax> ParseList(Func<FilterSyntax> parseItem, bool allowEmpty)
    {
        List<FilterSyntax> items = [];
        if (_token.Kind != ExpressionTokenKind.OpenParenthesis)
            SetError(new QueryError.ExpressionMissing(_token.Start, _lexer.Source));
        Advance();
        if (_token.Kind != ExpressionTokenKind.CloseParenthesis || !allowEmpty)
            items.Add(parseItem());
        while (_token.Kind == ExpressionTokenKind.Comma)
        {
            Advance();
            items.Add(parseItem());
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

    private static FilterSyntax? ToConstant(string word) => word switch
    {
        "true" => new FilterSyntax.BooleanLiteral(Value: true),
        "false" => new FilterSyntax.BooleanLiteral(Value: false),
        "null" => new FilterSyntax.NullLiteral(),
        _ => null,
    };

    /// <summary>Advances and returns true when the current token is the keyword.</summary>
    private bool TryConsumeKeyword(string keyword)
    {
        if (_token.Kind != ExpressionTokenKind.Identifier || !_lexer.GetText(_token).Equals(keyword, StringComparison.OrdinalIgnoreCase))
            return false;
        Advance();
        return true;
    }

    private void Advance()
    {
        _token = _error is null ? _lexer.Next() : new ExpressionToken(ExpressionTokenKind.End, _token.End, _token.End);
        _error ??= _lexer.Error;
    }

    private FilterSyntax CountNode(FilterSyntax node)
    {
        _nodeCount += _variables.Count == 0 ? 1 : LambdaNodeWeight;
        return _nodeCount > MaxNodeCount ? SetError(new QueryError.TooManyNodes(MaxNodeCount)) : node;
    }

    /// <summary>Keeps the first error and stops the parser: every token after it is the end.</summary>
    private FilterSyntax.NullLiteral SetError(QueryError error)
    {
        _error ??= error;
        _token = new ExpressionToken(ExpressionTokenKind.End, _token.End, _token.End);
        return new FilterSyntax.NullLiteral();
    }
}
