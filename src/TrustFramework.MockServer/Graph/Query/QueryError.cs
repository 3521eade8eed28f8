namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Why a query option is invalid: a closed set. Positions are counted as in Microsoft's OData library.</summary>
internal abstract record QueryError
{
    private QueryError()
    {
    }

    /// <param name="Position">The end of the unexpected token.</param>
    internal sealed record SyntaxError(int Position, string Text) : QueryError;

    /// <summary>A character that no token starts with.</summary>
    internal sealed record InvalidCharacter(char Found, int Position, string Text) : QueryError;

    /// <param name="Position">The end of the text.</param>
    internal sealed record UnterminatedString(int Position, string Text) : QueryError;

    /// <param name="Position">The start of the token where an expression is expected.</param>
    internal sealed record ExpressionMissing(int Position, string Text) : QueryError;

    /// <summary>A closing parenthesis or an operator is missing.</summary>
    internal sealed record CloseParenthesisMissing(int Position, string Text) : QueryError;

    /// <summary>A closing parenthesis or a comma is missing.</summary>
    internal sealed record CommaMissing(int Position, string Text) : QueryError;

    internal sealed record UnknownProperty(string Name, string Type) : QueryError;

    internal sealed record IncompatibleOperands(string Left, string Right, string Operator) : QueryError;

    internal sealed record InvalidOperand(string Type, string Operator) : QueryError;

    internal sealed record UnknownFunction(string Name) : QueryError;

    internal sealed record InvalidArguments(string Function) : QueryError;

    /// <summary>The filter does not evaluate to a boolean.</summary>
    internal sealed record NotBoolean : QueryError;

    /// <summary>The string is not a member of the enumeration.</summary>
    internal sealed record NotEnumMember(string Text) : QueryError;

    /// <summary>An order by a property that is not scalar.</summary>
    internal sealed record NotScalar : QueryError;

    internal sealed record TooDeep : QueryError;

    internal sealed record TooManyNodes(int Limit) : QueryError;

    internal sealed record TooLong(int Limit) : QueryError;

    /// <summary>A term of <c>$select</c> or <c>$expand</c> that is not a name.</summary>
    internal sealed record InvalidTerm(string Term) : QueryError;

    /// <summary>Unbalanced parentheses in <c>$select</c> or <c>$expand</c>.</summary>
    internal sealed record UnbalancedBracket : QueryError;

    /// <summary>Not a number, or a negative one.</summary>
    internal sealed record InvalidInteger(string Value) : QueryError;

    internal sealed record InvalidPageSize(string Value) : QueryError;

    /// <summary>Neither <c>true</c> nor <c>false</c>.</summary>
    internal sealed record InvalidBoolean(string Value) : QueryError;

    /// <summary>A token that the server did not create.</summary>
    internal sealed record InvalidSkipToken : QueryError;

    /// <summary>A token of a different query.</summary>
    internal sealed record ExpiredSkipToken : QueryError;

    /// <summary>Valid OData that the server does not emulate.</summary>
    internal sealed record NotEmulated(string Feature) : QueryError;
}
