namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Returns the value of an entity's property.</summary>
/// <param name="property">The name with the case that the type declares.</param>
internal delegate object? PropertyReader(string property);

/// <summary>A filter that can be evaluated. Each node evaluates to a string, a long, a bool or null.</summary>
internal abstract record FilterExpression
{
    private FilterExpression()
    {
    }

    /// <summary>Null does not match.</summary>
    public bool IsMatch(PropertyReader entity) => Evaluate(entity) is true;

    protected abstract object? Evaluate(PropertyReader entity);

    internal sealed record Literal(object? Constant) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => Constant;
    }

    internal sealed record Property(string Name) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => entity(Name);
    }

    internal sealed record Comparison(ComparisonOperator Operator, FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => ValueComparison.Evaluate(Left.Evaluate(entity), Operator, Right.Evaluate(entity));
    }

    internal sealed record In(FilterExpression Item, IReadOnlyList<FilterExpression> Choices) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity)
        {
            var value = Item.Evaluate(entity);
            return Choices.Any(choice => ValueComparison.AreEqual(value, choice.Evaluate(entity)));
        }
    }

    internal sealed record And(IReadOnlyList<FilterExpression> Operands) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => Operands.All(operand => operand.IsMatch(entity));
    }

    internal sealed record Or(IReadOnlyList<FilterExpression> Operands) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => Operands.Any(operand => operand.IsMatch(entity));
    }

    internal sealed record Not(FilterExpression Operand) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) => !Operand.IsMatch(entity);
    }

    /// <summary>Whether an element of a collection matches. In the predicate, the names of the element's properties begin with the variable and a slash.</summary>
    internal sealed record Any(string Collection, string Variable, FilterExpression Predicate) : FilterExpression
    {
        private readonly string _prefix = $"{Variable}/";

        protected override object? Evaluate(PropertyReader entity) =>
            entity(Collection) is IReadOnlyList<PropertyReader> elements && elements.Any(element => Predicate.IsMatch(name => Read(name, element, entity)));

        private object? Read(string name, PropertyReader element, PropertyReader entity) =>
            name == Variable ? element("") : name.StartsWith(_prefix, StringComparison.Ordinal) ? element(name[_prefix.Length..]) : entity(name);
    }

    /// <summary>A function of two strings. False when one of them is null. [I]</summary>
    internal sealed record FunctionCall(Func<string, string, bool> Function, FilterExpression First, FilterExpression Second) : FilterExpression
    {
        protected override object? Evaluate(PropertyReader entity) =>
            First.Evaluate(entity) is string first && Second.Evaluate(entity) is string second && Function(first, second);
    }
}

/// <summary>Compares values in filters and orders. Strings are case-insensitive, as in the directory [I].</summary>
internal static class ValueComparison
{
    public static bool AreEqual(object? left, object? right) => left is string leftText && right is string rightText
        ? leftText.Equals(rightText, StringComparison.OrdinalIgnoreCase)
        : Equals(left, right);

    /// <summary>Null equals only null, and is neither less nor greater than any value.</summary>
    public static bool Evaluate(object? left, ComparisonOperator comparison, object? right) => comparison switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => !AreEqual(left, right),
        _ when left is null || right is null => false,
        ComparisonOperator.GreaterThan => Compare(left, right) > 0,
        ComparisonOperator.GreaterThanOrEqual => Compare(left, right) >= 0,
        ComparisonOperator.LessThan => Compare(left, right) < 0,
        _ => Compare(left, right) <= 0,
    };

    /// <summary>Null comes first. Only dynamic properties have values of different types, which have an arbitrary order.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string leftText, string rightText) => StringComparer.OrdinalIgnoreCase.Compare(leftText, rightText),
        ({ } leftValue, { } rightValue) when leftValue.GetType() != rightValue.GetType() => string.CompareOrdinal(leftValue.GetType().Name, rightValue.GetType().Name),
        _ => Comparer<object>.Default.Compare(left, right),
    };
}
