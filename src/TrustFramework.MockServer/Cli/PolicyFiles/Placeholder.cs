using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Placeholders in templates: <c>yourtenant</c>, <c>your-tenant</c>, <c>{Settings:Tenant}</c>, <c>#{token}#</c>.</summary>
internal static partial class Placeholder
{
    private const string ZeroGuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>The first placeholder in a value; null if there is none.</summary>
    public static string? Find(string value) => PlaceholderPattern().Match(value) is { Success: true } match ? match.Value : null;

    /// <summary>The value that a schema violation reports, if it contains a placeholder; otherwise null.</summary>
    public static UnfilledValue? FindRejectedValue(string violation) =>
        InvalidValuePattern().Match(violation) is { Success: true } match && Find(match.Groups["value"].Value) is { } placeholder
            ? new UnfilledValue(
                match.Groups["name"].Value, match.Groups["kind"].Value == "attribute", match.Groups["value"].Value, placeholder)
            : null;

    /// <summary>Whether the violation reports <paramref name="value"/>, so the schema refuses the substitute too.</summary>
    public static bool IsValueRejected(string violation, string value) =>
        InvalidValuePattern().Match(violation) is { Success: true } match && match.Groups["value"].Value == value;

    /// <summary>Substitutes for a value with a placeholder, most likely first. The schema decides which one is valid.</summary>
    public static IEnumerable<string> GetSubstitutes(UnfilledValue unfilled, string tenant) => unfilled.Name switch
    {
        "TenantId" => [tenant],
        "PolicyId" => [RemovePunctuation(unfilled.Value)],
        _ => [PlaceholderPattern().Replace(unfilled.Value, _ => tenant), ZeroGuid, "Development", "true", "1", RemovePunctuation(unfilled.Value)],
    };

    private static string RemovePunctuation(string value) =>
        string.Concat(value.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));

    [GeneratedRegex(
        @"your[-_ ]?tenant(\.onmicrosoft\.com)?|tenant-name(\.onmicrosoft\.com)?|[#$]?(?<!\{)\{+[^{}]*\}+#?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex(
        @"^The '([^']*:)?(?<name>[^':]+)' (?<kind>attribute|element) is invalid - The value '(?<value>.*?)' is invalid according to",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InvalidValuePattern();
}

/// <param name="Name">The name of the attribute or element.</param>
/// <param name="Placeholder">The placeholder in the value.</param>
internal sealed record UnfilledValue(string Name, bool IsAttribute, string Value, string Placeholder)
{
    /// <summary>Replaces the value in all attributes or elements of this name that contain it. Line numbers do not change.</summary>
    public string ReplaceIn(string text, string value)
    {
        var name = Regex.Escape(Name);
        var escaped = Regex.Escape(Value);
        // What precedes the value is matched after the value: before, it would be tried at every position of the text.
        var before = IsAttribute ? $@"(?<=\s{name}\s*=\s*[""']{escaped})" : $@"(?<=<(\w+:)?{name}(\s[^<>]*)?>\s*{escaped})";
        var after = IsAttribute ? @"(?=[""'])" : @"(?=\s*</)";
        return Regex.Replace(text, escaped + before + after, _ => value, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }
}
