using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>One part of an order.</summary>
internal sealed record OrderTerm(EdmProperty Property, bool IsDescending)
{
    public override string ToString() => IsDescending ? $"{Property.Name} desc" : Property.Name;
}

/// <summary>Reads <c>$orderby</c>: scalar properties by commas, each with <c>asc</c> or <c>desc</c> if it likes.</summary>
internal static class OrderParser
{
    /// <summary>Null, and the order, when the text can be read.</summary>
    public static QueryFault? Parse(string source, StructuredType type, out IReadOnlyList<OrderTerm> order)
    {
        order = [];
        if (source.Length > FilterParser.MostCharacters)
            return new QueryFault.TooLong(FilterParser.MostCharacters);
        List<OrderTerm> terms = [];
        var lexer = new Lexer(source);
        Token token;
        do
        {
            if (ReadTerm(lexer, type, out token, out var term) is { } fault)
                return fault;
            terms.Add(term!);
        }
        while (token.Kind == TokenKind.Comma);

        order = Effective(terms, type.Key);
        return lexer.Fault ?? (token.Kind == TokenKind.End ? null : new QueryFault.Syntax(token.End, source));
    }

    /// <param name="next">What stands behind the term.</param>
    private static QueryFault? ReadTerm(Lexer lexer, StructuredType type, out Token next, out OrderTerm? term)
    {
        (next, term) = (lexer.Next(), null);
        if (next.Kind != TokenKind.Name)
            return lexer.Fault ?? new QueryFault.ExpressionMissing(next.Start, lexer.Source);
        var name = lexer.TextOf(next);
        next = lexer.Next();
        if (next.Kind == TokenKind.Symbol && lexer.TextOf(next) == "/")
            return new QueryFault.NotEmulated($"{name}/…");
        if (type.FindProperty(name) is not { } property)
            return type.FindNavigation(name) is null ? new QueryFault.UnknownProperty(name, type.Name) : new QueryFault.NotScalar();
        if (!property.IsScalar)
            return new QueryFault.NotScalar();
        var direction = next.Kind == TokenKind.Name ? lexer.TextOf(next).ToLowerInvariant() : "";
        if (direction is "asc" or "desc")
            next = lexer.Next();
        term = new OrderTerm(property, direction == "desc");
        return null;
    }

    /// <summary>Nothing is left to order behind the key, or by a property for the second time; by the key alone is how it is ordered anyway.</summary>
    private static List<OrderTerm> Effective(List<OrderTerm> terms, string? key)
    {
        var distinct = terms.DistinctBy(term => term.Property).ToList();
        var last = distinct.FindIndex(term => term.Property.Name == key);
        if (last >= 0)
            distinct = distinct[..(last + 1)];
        return distinct is [{ IsDescending: false } only] && only.Property.Name == key ? [] : distinct;
    }
}

/// <summary>Where an item stands in an order.</summary>
/// <param name="Values">Of the order's terms; those of an enumeration by their number in its list.</param>
/// <param name="Key">What decides between equals.</param>
internal sealed record Place(IReadOnlyList<object?> Values, string Key)
{
    public static Place Of<T>(T item, IReadOnlyList<OrderTerm> order, EntityShape<T> shape) =>
        new([.. order.Select(term => Rank(shape.Read(item, term.Property.Name), term.Property.Type))], KeyOf(item, shape));

    public static string KeyOf<T>(T item, EntityShape<T> shape) => (string?)shape.Read(item, shape.Type.Key!) ?? "";

    /// <summary>In any letter case, as the directory compares; what differs in nothing else is kept apart all the same.</summary>
    public static int CompareKeys(string one, string other) =>
        StringComparer.OrdinalIgnoreCase.Compare(one, other) is not 0 and var order ? order : string.CompareOrdinal(one, other);

    public int CompareTo(Place other, IReadOnlyList<OrderTerm> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (Graph.Query.Values.Compare(Values[i], other.Values[i]) is not 0 and var compared)
                return order[i].IsDescending ? -compared : compared;
        }

        return CompareKeys(Key, other.Key);
    }

    private static object? Rank(object? value, EdmType type) =>
        type is EnumType { Members: var members } && value is string member ? (long)members.ToList().IndexOf(member) : value;
}
