using TrustFramework.MockServer.Graph.Model;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>One term of <c>$orderby</c>.</summary>
internal sealed record OrderByTerm(EdmProperty Property, bool IsDescending)
{
    public override string ToString() => IsDescending ? $"{Property.Name} desc" : Property.Name;
}

/// <summary>Parses <c>$orderby</c>: scalar properties separated by commas, each optionally followed by <c>asc</c> or <c>desc</c>.</summary>
internal static class OrderByParser
{
    public static Result<IReadOnlyList<OrderByTerm>, QueryError> Parse(string source, StructuredType type)
    {
        if (source.Length > FilterParser.MaxLength)
            return new QueryError.TooLong(FilterParser.MaxLength);
        var lexer = new ExpressionLexer(source);
        List<OrderByTerm> terms = [];
        ExpressionToken next;
        do
        {
            if (!ParseTerm(lexer, type).TryGetValue(out var parsed, out var error))
                return error;
            terms.Add(parsed.Term);
            next = parsed.Next;
        }
        while (next.Kind == ExpressionTokenKind.Comma);

        if (lexer.Error is not null)
            return lexer.Error;
        return next.Kind == ExpressionTokenKind.End
            ? Result<IReadOnlyList<OrderByTerm>, QueryError>.Success(RemoveRedundantTerms(terms, type.Key))
            : new QueryError.SyntaxError(next.End, source);
    }

    /// <returns>The term, and the token after it.</returns>
    private static Result<(OrderByTerm Term, ExpressionToken Next), QueryError> ParseTerm(ExpressionLexer lexer, StructuredType type)
    {
        var token = lexer.Next();
        if (token.Kind != ExpressionTokenKind.Identifier)
            return lexer.Error ?? new QueryError.ExpressionMissing(token.Start, lexer.Source);
        var name = lexer.GetText(token);
        token = lexer.Next();
        if (token.Kind == ExpressionTokenKind.Symbol && lexer.GetText(token) == "/")
            return new QueryError.NotEmulated($"{name}/…");
        if (type.FindProperty(name) is not { } property)
            return type.FindNavigationProperty(name) is null ? new QueryError.UnknownProperty(name, type.Name) : new QueryError.NotScalar();
        if (!property.IsScalar)
            return new QueryError.NotScalar();
        var direction = token.Kind == ExpressionTokenKind.Identifier ? lexer.GetText(token).ToLowerInvariant() : "";
        if (direction is "asc" or "desc")
            token = lexer.Next();
        return (new OrderByTerm(property, direction == "desc"), token);
    }

    /// <summary>
    /// Removes repeated properties and the terms after the key, because keys are unique. Entities are ordered by key anyway, so
    /// the key alone is removed too.
    /// </summary>
    private static List<OrderByTerm> RemoveRedundantTerms(List<OrderByTerm> terms, string? key)
    {
        var distinct = terms.DistinctBy(term => term.Property).ToList();
        var keyIndex = distinct.FindIndex(term => term.Property.Name == key);
        if (keyIndex >= 0)
            distinct = distinct[..(keyIndex + 1)];
        return distinct is [{ IsDescending: false } only] && only.Property.Name == key ? [] : distinct;
    }
}
