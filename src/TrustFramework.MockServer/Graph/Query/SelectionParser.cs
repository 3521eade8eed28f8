using TrustFramework.MockServer.Graph.Model;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Parses <c>$select</c> and <c>$expand</c>: names separated by commas, or <c>*</c>. Nested options and paths are not emulated.</summary>
internal static class SelectionParser
{
    public const string Wildcard = "*";

    /// <returns>The properties. A navigation property can be selected, but that does not include it in the response.</returns>
    public static Result<IReadOnlyList<string>, QueryError> ParseSelect(string source, StructuredType type) =>
        Parse(source, type, name => type.FindProperty(name)?.Name ?? type.FindNavigationProperty(name)?.Name)
            .Map(names => names.Contains(Wildcard, StringComparer.Ordinal) ? [Wildcard] : names);

    /// <returns>The navigation properties.</returns>
    public static Result<IReadOnlyList<string>, QueryError> ParseExpand(string source, StructuredType type) =>
        Parse(source, type, name => type.FindNavigationProperty(name)?.Name)
            .Map(names => names.Contains(Wildcard, StringComparer.Ordinal) ? [.. type.NavigationProperties.Select(navigation => navigation.Name)] : names);

    private static Result<IReadOnlyList<string>, QueryError> Parse(string source, StructuredType type, Func<string, string?> findName)
    {
        if (Split(source) is not { } terms)
            return new QueryError.UnbalancedBracket();
        List<string> names = [];
        foreach (var term in terms)
        {
            if (term == Wildcard)
                names.Add(Wildcard);
            else if (term.IndexOfAny(['(', '/']) > 0)
                return new QueryError.NotEmulated(term);
            else if (term.Any(c => !char.IsLetterOrDigit(c) && c != '_'))
                return new QueryError.InvalidTerm(term);
            else if (findName(term) is { } name)
                names.Add(name);
            else
                return new QueryError.UnknownProperty(term, type.Name);
        }

        return Result<IReadOnlyList<string>, QueryError>.Success([.. names.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Splits at the commas outside parentheses. Null when the parentheses are not balanced.</summary>
    private static List<string>? Split(string source)
    {
        List<string> terms = [];
        var (depth, start) = (0, 0);
        for (var i = 0; i < source.Length && depth >= 0; i++)
        {
            depth += source[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (source[i] != ',' || depth != 0)
                continue;
            terms.Add(source[start..i].Trim());
            start = i + 1;
        }

        terms.Add(source[start..].Trim());
        return depth == 0 ? terms : null;
    }
}
