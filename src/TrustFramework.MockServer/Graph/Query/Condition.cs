namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Gives an item's value of a property, as the type writes the property's name.</summary>
internal delegate object? ItemReader(string property);

/// <summary>A filter that is ready to be asked: each part gives a string, a long, a bool or null.</summary>
internal abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>What is neither true nor false does not admit.</summary>
    public bool Admits(ItemReader item) => Of(item) is true;

    protected abstract object? Of(ItemReader item);

    internal sealed record Value(object? Constant) : Condition
    {
        protected override object? Of(ItemReader item) => Constant;
    }

    internal sealed record Property(string Name) : Condition
    {
        protected override object? Of(ItemReader item) => item(Name);
    }

    internal sealed record Comparison(Relation Relation, Condition Left, Condition Right) : Condition
    {
        protected override object? Of(ItemReader item) => Values.Stand(Left.Of(item), Relation, Right.Of(item));
    }

    internal sealed record Membership(Condition Item, IReadOnlyList<Condition> Choices) : Condition
    {
        protected override object? Of(ItemReader item)
        {
            var value = Item.Of(item);
            return Choices.Any(choice => Values.AreEqual(value, choice.Of(item)));
        }
    }

    internal sealed record All(IReadOnlyList<Condition> Parts) : Condition
    {
        protected override object? Of(ItemReader item) => Parts.All(part => part.Admits(item));
    }

    internal sealed record Any(IReadOnlyList<Condition> Parts) : Condition
    {
        protected override object? Of(ItemReader item) => Parts.Any(part => part.Admits(item));
    }

    internal sealed record Not(Condition Operand) : Condition
    {
        protected override object? Of(ItemReader item) => !Operand.Admits(item);
    }

    /// <summary>A function of two strings; without either of them it is false. [I]</summary>
    internal sealed record Call(Func<string, string, bool> Function, Condition First, Condition Second) : Condition
    {
        protected override object? Of(ItemReader item) => First.Of(item) is string first && Second.Of(item) is string second && Function(first, second);
    }
}

/// <summary>How values compare: strings without regard to case, as the directory does [I]; null is equal to null alone, and has no order.</summary>
internal static class Values
{
    public static bool AreEqual(object? left, object? right) => left is string one && right is string other
        ? one.Equals(other, StringComparison.OrdinalIgnoreCase)
        : Equals(left, right);

    public static bool Stand(object? left, Relation relation, object? right) => relation switch
    {
        Relation.Equal => AreEqual(left, right),
        Relation.NotEqual => !AreEqual(left, right),
        _ when left is null || right is null => false,
        Relation.GreaterThan => Compare(left, right) > 0,
        Relation.GreaterThanOrEqual => Compare(left, right) >= 0,
        Relation.LessThan => Compare(left, right) < 0,
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
