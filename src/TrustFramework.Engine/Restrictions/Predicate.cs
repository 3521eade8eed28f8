using System.Globalization;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Restrictions;

/// <summary>The methods of predicates.</summary>
internal static class Predicate
{
    /// <summary>Returns whether a text matches a predicate. An unknown method matches nothing.</summary>
    /// <param name="predicate">A <c>Predicate</c> element of a policy.</param>
    public static bool Matches(PolicyNode predicate, string text, DateTimeOffset now) => predicate["Method"] switch
    {
        "IsLengthRange" => IsLengthRange(predicate, text),
        "MatchesRegex" => PolicyPattern.IsMatch(FindParameter(predicate, "RegularExpression") ?? "", text) is true,
        "IncludesCharacters" => IncludesCharacters(FindParameter(predicate, "CharacterSet") ?? "", text),
        "IsDateRange" => IsDateRange(predicate, text, now),
        _ => false,
    };

    /// <summary>A limit that is missing does not apply. [I]</summary>
    private static bool IsLengthRange(PolicyNode predicate, string text) =>
        text.Length >= (FindNumber(predicate, "Minimum") ?? 0) && text.Length <= (FindNumber(predicate, "Maximum") ?? int.MaxValue);

    /// <summary>The limits belong to the range. A date and time counts as its date in UTC. [I]</summary>
    private static bool IsDateRange(PolicyNode predicate, string text, DateTimeOffset now)
    {
        if (ParseDate(text, now) is not { } date || text.Trim().Equals("Today", StringComparison.OrdinalIgnoreCase))
            return false;
        var (minimum, maximum) = (FindParameter(predicate, "Minimum"), FindParameter(predicate, "Maximum"));
        return (minimum is null || date >= ParseDate(minimum, now)) && (maximum is null || date <= ParseDate(maximum, now));
    }

    private static DateOnly? ParseDate(string text, DateTimeOffset now) =>
        text.Trim().Equals("Today", StringComparison.OrdinalIgnoreCase) ? DateOnly.FromDateTime(now.UtcDateTime)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? DateOnly.FromDateTime(time.UtcDateTime)
        : null;

    /// <summary>Returns whether the text has a character of the set, such as <c>a-z0-9\-\\</c>.</summary>
    private static bool IncludesCharacters(string set, string text)
    {
        var position = 0;
        while (position < set.Length)
        {
            var first = ReadCharacter(set, ref position);
            var last = first;
            if (position + 1 < set.Length && set[position] == '-')
            {
                position++;
                last = ReadCharacter(set, ref position);
            }

            if (text.AsSpan().IndexOfAnyInRange(first, last) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Reads a character, or the one after a backslash.</summary>
    private static char ReadCharacter(string set, ref int position)
    {
        if (set[position] == '\\' && position + 1 < set.Length)
            position++;
        return set[position++];
    }

    private static string? FindParameter(PolicyNode predicate, string id) =>
        predicate.Elements("Parameters", "Parameter").FirstOrDefault(parameter => parameter["Id"] == id)?.Text.Trim();

    private static int? FindNumber(PolicyNode predicate, string id) =>
        int.TryParse(FindParameter(predicate, id), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
