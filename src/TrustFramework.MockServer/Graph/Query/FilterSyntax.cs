namespace TrustFramework.MockServer.Graph.Query;

/// <summary>The syntax tree of a filter. Names are not resolved yet.</summary>
internal abstract record FilterSyntax
{
    private FilterSyntax()
    {
    }

    internal sealed record Property(string Name) : FilterSyntax;

    internal sealed record StringLiteral(string Value) : FilterSyntax;

    /// <param name="Numeral">The text in the filter.</param>
    internal sealed record NumberLiteral(string Numeral) : FilterSyntax;

    internal sealed record BooleanLiteral(bool Value) : FilterSyntax;

    internal sealed record NullLiteral : FilterSyntax;

    internal sealed record Comparison(ComparisonOperator Operator, FilterSyntax Left, FilterSyntax Right) : FilterSyntax;

    /// <param name="Choices">Literals.</param>
    internal sealed record In(FilterSyntax Item, IReadOnlyList<FilterSyntax> Choices) : FilterSyntax;

    /// <param name="Operands">Two or more.</param>
    internal sealed record And(IReadOnlyList<FilterSyntax> Operands) : FilterSyntax;

    /// <param name="Operands">Two or more.</param>
    internal sealed record Or(IReadOnlyList<FilterSyntax> Operands) : FilterSyntax;

    internal sealed record Not(FilterSyntax Operand) : FilterSyntax;

    /// <summary><c>collection/any(variable:predicate)</c></summary>
    internal sealed record Any(string Collection, string Variable, FilterSyntax Predicate) : FilterSyntax;

    /// <summary>A property of the element that a variable refers to.</summary>
    /// <param name="Member">Null for the element itself.</param>
    internal sealed record Element(string Variable, string? Member) : FilterSyntax;

    internal sealed record FunctionCall(string Function, IReadOnlyList<FilterSyntax> Arguments) : FilterSyntax;
}

/// <summary>The names appear in error messages, and are those of Microsoft's OData library.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}
