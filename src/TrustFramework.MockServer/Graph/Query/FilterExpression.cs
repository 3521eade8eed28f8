namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Gives an item's value of a property, as the type writes the property's name.</summary>
internal delegate object? PropertyReader(string property);

/// <summary>A filter that is ready to be asked: each part gives a string, a long, a bool or null.</summary>
internal abstract record FilterExpression
{
    private FilterExpression()
    {
    }

    /// <summary>What is neither true nor false does not admit.</summary>
    public bool IsMatch(PropertyReader item) => Evaluate(item) is true;

    protected abstract object? Evaluate(PropertyReader item);

    internal sealed record Literal(object? Constant) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => Constant;
    }

    internal sealed record Property(string Name) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => item(Name);
    }

    internal sealed record Comparison(ComparisonOperator Operator, FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => ValueComparison.Evaluate(Left.Evaluate(item), Operator, Right.Evaluate(item));
    }

    internal sealed record In(FilterExpression Item, IReadOnlyList<FilterExpression> Choices) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item)
        {
            var value = Item.Evaluate(item);
            return Choices.Any(choice => ValueComparison.AreEqual(value, choice.Evaluate(item)));
        }
    }

    internal sealed record And(IReadOnlyList<FilterExpression> Operands) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => Operands.All(part => part.IsMatch(item));
    }

    internal sealed record Or(IReadOnlyList<FilterExpression> Operands) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => Operands.Any(part => part.IsMatch(item));
    }

    internal sealed record Not(FilterExpression Operand) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => !Operand.IsMatch(item);
    }

    /// <summary>A function of two strings; without either of them it is false. [I]</summary>
    internal sealed record FunctionCall(Func<string, string, bool> Function, FilterExpression First, FilterExpression Second) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader item) => First.Evaluate(item) is string first && Second.Evaluate(item) is string second && Function(first, second);
    }
}

/// <summary>How values compare: strings without regard to case, as the directory does [I]; null is equal to null alone, and has no order.</summary>
internal static class ValueComparison
{
    public static bool AreEqual(object? left, object? right) => left is string one && right is string other
        ? one.Equals(other, StringComparison.OrdinalIgnoreCase)
        : Equals(left, right);

    public static bool Evaluate(object? left, ComparisonOperator relation, object? right) => relation switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => !AreEqual(left, right),
        _ when left is null || right is null => false,
        ComparisonOperator.GreaterThan => Compare(left, right) > 0,
        ComparisonOperator.GreaterThanOrEqual => Compare(left, right) >= 0,
        ComparisonOperator.LessThan => Compare(left, right) < 0,
        _ => Compare(left, right) <= 0,
    };

    /// <summary>Of one type both; null comes first.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => StringComparer.OrdinalIgnoreCase.Compare(one, other),
        _ => Comparer<object>.Default.Compare(left, right),
    };
}
