using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>One part of an order.</summary>
internal sealed record OrderByTerm(EdmProperty Property, bool IsDescending)
{
    public override string ToString() => IsDescending ? $"{Property.Name} desc" : Property.Name;
}

/// <summary>Reads <c>$orderby</c>: scalar properties by commas, each with <c>asc</c> or <c>desc</c> if it likes.</summary>
internal static class OrderByParser
{
    /// <summary>Null, and the order, when the text can be read.</summary>
    public static QueryError? Parse(string source, StructuredType type, out IReadOnlyList<OrderByTerm> order)
    {
        order = [];
        if (source.Length > FilterParser.MaxLength)
            return new QueryError.TooLong(FilterParser.MaxLength);
        List<OrderByTerm> terms = [];
        var lexer = new ExpressionLexer(source);
        ExpressionToken token;
        do
        {
            if (ReadTerm(lexer, type, out token, out var term) is { } fault)
                return fault;
            terms.Add(term!);
        }
        while (token.Kind == ExpressionTokenKind.Comma);

        order = RemoveRedundantTerms(terms, type.Key);
        return lexer.Error ?? (token.Kind == ExpressionTokenKind.End ? null : new QueryError.SyntaxError(token.End, source));
    }

    /// <param name="next">What stands behind the term.</param>
    private static QueryError? ReadTerm(ExpressionLexer lexer, StructuredType type, out ExpressionToken next, out OrderByTerm? term)
    {
        (next, term) = (lexer.Next(), null);
        if (next.Kind != ExpressionTokenKind.Identifier)
            return lexer.Error ?? new QueryError.ExpressionMissing(next.Start, lexer.Source);
        var name = lexer.GetText(next);
        next = lexer.Next();
        if (next.Kind == ExpressionTokenKind.Symbol && lexer.GetText(next) == "/")
            return new QueryError.NotEmulated($"{name}/…");
        if (type.FindProperty(name) is not { } property)
            return type.FindNavigationProperty(name) is null ? new QueryError.UnknownProperty(name, type.Name) : new QueryError.NotScalar();
        if (!property.IsScalar)
            return new QueryError.NotScalar();
        var direction = next.Kind == ExpressionTokenKind.Identifier ? lexer.GetText(next).ToLowerInvariant() : "";
        if (direction is "asc" or "desc")
            next = lexer.Next();
        term = new OrderByTerm(property, direction == "desc");
        return null;
    }

    /// <summary>Nothing is left to order behind the key, or by a property for the second time; by the key alone is how it is ordered anyway.</summary>
    private static List<OrderByTerm> RemoveRedundantTerms(List<OrderByTerm> terms, string? key)
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
internal sealed record SortKey(IReadOnlyList<object?> Values, string Key)
{
    public static SortKey Create<T>(T item, IReadOnlyList<OrderByTerm> order, EntityAccessor<T> shape) =>
        new([.. order.Select(term => ToSortValue(shape.GetValue(item, term.Property.Name), term.Property.Type))], GetKey(item, shape));

    public static string GetKey<T>(T item, EntityAccessor<T> shape) => (string?)shape.GetValue(item, shape.Type.Key!) ?? "";

    /// <summary>In any letter case, as the directory compares; what differs in nothing else is kept apart all the same.</summary>
    public static int CompareKeys(string one, string other) =>
        StringComparer.OrdinalIgnoreCase.Compare(one, other) is not 0 and var order ? order : string.CompareOrdinal(one, other);

    public int CompareTo(SortKey other, IReadOnlyList<OrderByTerm> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (Graph.Query.ValueComparison.Compare(Values[i], other.Values[i]) is not 0 and var compared)
                return order[i].IsDescending ? -compared : compared;
        }

        return CompareKeys(Key, other.Key);
    }

    private static object? ToSortValue(object? value, EdmType type) =>
        type is EnumType { Members: var members } && value is string member ? (long)members.ToList().IndexOf(member) : value;
}
