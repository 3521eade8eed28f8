namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A filter as it was written, before anybody has asked what its names mean.</summary>
internal abstract record Syntax
{
    private Syntax()
    {
    }

    internal sealed record Property(string Name) : Syntax;

    internal sealed record Text(string Value) : Syntax;

    /// <param name="Numeral">As it was written.</param>
    internal sealed record Number(string Numeral) : Syntax;

    internal sealed record Flag(bool Value) : Syntax;

    internal sealed record Nothing : Syntax;

    internal sealed record Comparison(Relation Relation, Syntax Left, Syntax Right) : Syntax;

    /// <param name="Choices">Literals.</param>
    internal sealed record Membership(Syntax Item, IReadOnlyList<Syntax> Choices) : Syntax;

    /// <summary>Two or more, of which all must hold.</summary>
    internal sealed record All(IReadOnlyList<Syntax> Parts) : Syntax;

    /// <summary>Two or more, of which one must hold.</summary>
    internal sealed record Any(IReadOnlyList<Syntax> Parts) : Syntax;

    internal sealed record Not(Syntax Operand) : Syntax;

    internal sealed record Call(string Function, IReadOnlyList<Syntax> Arguments) : Syntax;
}

/// <summary>How two values may stand to each other. The members are called as the vendor's parser calls the operators.</summary>
internal enum Relation
{
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}
