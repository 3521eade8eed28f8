namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Why a query option cannot be used: a closed set. Positions are as the vendor's parser counts them.</summary>
internal abstract record QueryFault
{
    private QueryFault()
    {
    }

    /// <param name="Position">Behind the token that nobody expected.</param>
    internal sealed record Syntax(int Position, string Text) : QueryFault;

    /// <summary>A character that no token begins with.</summary>
    internal sealed record Character(char Found, int Position, string Text) : QueryFault;

    /// <param name="Position">The end of the text.</param>
    internal sealed record Unterminated(int Position, string Text) : QueryFault;

    /// <param name="Position">Of the token in whose place there should be an expression.</param>
    internal sealed record ExpressionMissing(int Position, string Text) : QueryFault;

    /// <summary>A closing parenthesis, or an operator.</summary>
    internal sealed record CloseMissing(int Position, string Text) : QueryFault;

    /// <summary>A closing parenthesis, or a comma.</summary>
    internal sealed record CommaMissing(int Position, string Text) : QueryFault;

    internal sealed record UnknownProperty(string Name, string Type) : QueryFault;

    internal sealed record UnlikeOperands(string Left, string Right, string Operator) : QueryFault;

    internal sealed record UnfitOperand(string Type, string Operator) : QueryFault;

    internal sealed record UnknownFunction(string Name) : QueryFault;

    internal sealed record UnfitArguments(string Function) : QueryFault;

    /// <summary>A filter that says neither yes nor no.</summary>
    internal sealed record NotBoolean : QueryFault;

    /// <summary>A string that is none of an enumeration's.</summary>
    internal sealed record NotMember(string Text) : QueryFault;

    /// <summary>Something that no list can be ordered by.</summary>
    internal sealed record NotScalar : QueryFault;

    internal sealed record TooDeep : QueryFault;

    internal sealed record TooManyNodes(int Most) : QueryFault;

    internal sealed record TooLong(int Most) : QueryFault;

    /// <summary>A part of <c>$select</c> or <c>$expand</c> that is no name.</summary>
    internal sealed record BadTerm(string Term) : QueryFault;

    /// <summary>A parenthesis in <c>$select</c> or <c>$expand</c> that has no other half.</summary>
    internal sealed record UnbalancedBracket : QueryFault;

    /// <summary>A number that is none, or is below zero.</summary>
    internal sealed record NotCardinal(string Value) : QueryFault;

    internal sealed record PageSize(string Value) : QueryFault;

    /// <summary>Neither <c>true</c> nor <c>false</c>.</summary>
    internal sealed record NotFlag(string Value) : QueryFault;

    /// <summary>A token that nobody here made.</summary>
    internal sealed record BadToken : QueryFault;

    /// <summary>A token that was made for another question.</summary>
    internal sealed record StaleToken : QueryFault;

    /// <summary>Sound OData, and nothing that this server can do.</summary>
    internal sealed record NotEmulated(string What) : QueryFault;
}
