using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Reads <c>$select</c> and <c>$expand</c>: names by commas, or a star. What stands in parentheses or behind a slash is not emulated.</summary>
internal static class SelectionParser
{
    public const string Wildcard = "*";

    /// <summary>Null, and the properties, when the text can be read. A navigation property may be named, and shows nothing by that.</summary>
    public static QueryError? ParseSelect(string source, StructuredType type, out IReadOnlyList<string> properties)
    {
        var fault = Parse(source, type, name => type.FindProperty(name)?.Name ?? type.FindNavigationProperty(name)?.Name, out var named);
        properties = named.Contains(Wildcard, StringComparer.Ordinal) ? [Wildcard] : named;
        return fault;
    }

    /// <summary>Null, and the navigation properties, when the text can be read.</summary>
    public static QueryError? ParseExpand(string source, StructuredType type, out IReadOnlyList<string> navigations)
    {
        var fault = Parse(source, type, name => type.FindNavigationProperty(name)?.Name, out var named);
        navigations = named.Contains(Wildcard, StringComparer.Ordinal) ? [.. type.NavigationProperties.Select(navigation => navigation.Name)] : named;
        return fault;
    }

    private static QueryError? Parse(string source, StructuredType type, Func<string, string?> find, out IReadOnlyList<string> names)
    {
        names = [];
        if (Split(source) is not { } terms)
            return new QueryError.UnbalancedBracket();
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            if (term == Wildcard)
                found.Add(Wildcard);
            else if (term.IndexOfAny(['(', '/']) > 0)
                return new QueryError.NotEmulated(term);
            else if (term.Any(c => !char.IsLetterOrDigit(c) && c != '_'))
                return new QueryError.InvalidTerm(term);
            else if (find(term) is { } name)
                found.Add(name);
            else
                return new QueryError.UnknownProperty(term, type.Name);
        }

        names = [.. found];
        return null;
    }

    /// <summary>At the commas that stand in no parentheses; null when those are not in pairs.</summary>
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
