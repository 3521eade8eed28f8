namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Why a query option cannot be used: a closed set. Positions are as the vendor's parser counts them.</summary>
internal abstract record QueryError
{
    private QueryError()
    {
    }

    /// <param name="Position">Behind the token that nobody expected.</param>
    internal sealed record SyntaxError(int Position, string Text) : QueryError;

    /// <summary>A character that no token begins with.</summary>
    internal sealed record InvalidCharacter(char Found, int Position, string Text) : QueryError;

    /// <param name="Position">The end of the text.</param>
    internal sealed record UnterminatedString(int Position, string Text) : QueryError;

    /// <param name="Position">Of the token in whose place there should be an expression.</param>
    internal sealed record ExpressionMissing(int Position, string Text) : QueryError;

    /// <summary>A closing parenthesis, or an operator.</summary>
    internal sealed record CloseParenthesisMissing(int Position, string Text) : QueryError;

    /// <summary>A closing parenthesis, or a comma.</summary>
    internal sealed record CommaMissing(int Position, string Text) : QueryError;

    internal sealed record UnknownProperty(string Name, string Type) : QueryError;

    internal sealed record IncompatibleOperands(string Left, string Right, string Operator) : QueryError;

    internal sealed record InvalidOperand(string Type, string Operator) : QueryError;

    internal sealed record UnknownFunction(string Name) : QueryError;

    internal sealed record InvalidArguments(string Function) : QueryError;

    /// <summary>A filter that says neither yes nor no.</summary>
    internal sealed record NotBoolean : QueryError;

    /// <summary>A string that is none of an enumeration's.</summary>
    internal sealed record NotEnumMember(string Text) : QueryError;

    /// <summary>Something that no list can be ordered by.</summary>
    internal sealed record NotScalar : QueryError;

    internal sealed record TooDeep : QueryError;

    internal sealed record TooManyNodes(int Limit) : QueryError;

    internal sealed record TooLong(int Limit) : QueryError;

    /// <summary>A part of <c>$select</c> or <c>$expand</c> that is no name.</summary>
    internal sealed record InvalidTerm(string Term) : QueryError;

    /// <summary>A parenthesis in <c>$select</c> or <c>$expand</c> that has no other half.</summary>
    internal sealed record UnbalancedBracket : QueryError;

    /// <summary>A number that is none, or is below zero.</summary>
    internal sealed record InvalidInteger(string Value) : QueryError;

    internal sealed record InvalidPageSize(string Value) : QueryError;

    /// <summary>Neither <c>true</c> nor <c>false</c>.</summary>
    internal sealed record InvalidBoolean(string Value) : QueryError;

    /// <summary>A token that nobody here made.</summary>
    internal sealed record InvalidSkipToken : QueryError;

    /// <summary>A token that was made for another question.</summary>
    internal sealed record ExpiredSkipToken : QueryError;

    /// <summary>Sound OData, and nothing that this server can do.</summary>
    internal sealed record NotEmulated(string Feature) : QueryError;
}
