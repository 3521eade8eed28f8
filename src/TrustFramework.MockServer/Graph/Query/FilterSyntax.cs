namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A filter as it was written, before anybody has asked what its names mean.</summary>
internal abstract record FilterSyntax
{
    private FilterSyntax()
    {
    }

    internal sealed record Property(string Name) : FilterSyntax;

    internal sealed record StringLiteral(string Value) : FilterSyntax;

    /// <param name="Numeral">As it was written.</param>
    internal sealed record NumberLiteral(string Numeral) : FilterSyntax;

    internal sealed record BooleanLiteral(bool Value) : FilterSyntax;

    internal sealed record NullLiteral : FilterSyntax;

    internal sealed record Comparison(ComparisonOperator Operator, FilterSyntax Left, FilterSyntax Right) : FilterSyntax;

    /// <param name="Choices">Literals.</param>
    internal sealed record In(FilterSyntax Item, IReadOnlyList<FilterSyntax> Choices) : FilterSyntax;

    /// <summary>Two or more, of which all must hold.</summary>
    internal sealed record And(IReadOnlyList<FilterSyntax> Operands) : FilterSyntax;

    /// <summary>Two or more, of which one must hold.</summary>
    internal sealed record Or(IReadOnlyList<FilterSyntax> Operands) : FilterSyntax;

    internal sealed record Not(FilterSyntax Operand) : FilterSyntax;

    internal sealed record FunctionCall(string Function, IReadOnlyList<FilterSyntax> Arguments) : FilterSyntax;
}

/// <summary>How two values may stand to each other. The members are called as the vendor's parser calls the operators.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}
