using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What templates leave to be filled in: <c>yourtenant</c>, <c>your-tenant</c>, <c>{Settings:Tenant}</c>, <c>#{token}#</c>.</summary>
internal static partial class Placeholder
{
    private const string ZeroGuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>The first placeholder in a value; null when there is none.</summary>
    public static string? Find(string value) => PlaceholderPattern().Match(value) is { Success: true } mark ? mark.Value : null;

    /// <summary>The value that a schema violation complains about, if it is one with a placeholder.</summary>
    public static UnfilledValue? FindRejectedValue(string violation) =>
        InvalidValuePattern().Match(violation) is { Success: true } complaint && Find(complaint.Groups["value"].Value) is { } mark
            ? new UnfilledValue(
                complaint.Groups["name"].Value, complaint.Groups["kind"].Value == "attribute", complaint.Groups["value"].Value, mark)
            : null;

    /// <summary>Whether the violation is still about the same place, now holding <paramref name="value"/>.</summary>
    public static bool IsValueRejected(string violation, string value) =>
        InvalidValuePattern().Match(violation) is { Success: true } complaint && complaint.Groups["value"].Value == value;

    /// <summary>What to judge with instead, likeliest first; the schema decides which fits.</summary>
    public static IEnumerable<string> GetSubstitutes(UnfilledValue unfilled, string tenant) => unfilled.Name switch
    {
        "TenantId" => [tenant],
        "PolicyId" => [RemovePunctuation(unfilled.Value)],
        _ => [PlaceholderPattern().Replace(unfilled.Value, _ => tenant), ZeroGuid, "Development", "true", "1", RemovePunctuation(unfilled.Value)],
    };

    private static string RemovePunctuation(string value) =>
        string.Concat(value.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));

    [GeneratedRegex(
        @"your[-_ ]?tenant(\.onmicrosoft\.com)?|tenant-name(\.onmicrosoft\.com)?|[#$]?\{+[^{}]*\}+#?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex(
        @"^The '([^']*:)?(?<name>[^':]+)' (?<kind>attribute|element) is invalid - The value '(?<value>.*?)' is invalid according to",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InvalidValuePattern();
}

/// <param name="Name">Of the attribute or element.</param>
/// <param name="Placeholder">The placeholder in the value.</param>
internal sealed record UnfilledValue(string Name, bool IsAttribute, string Value, string Placeholder)
{
    /// <summary>The text with another value in all places of that name that hold this one; lines stay where they are.</summary>
    public string ReplaceIn(string text, string value)
    {
        var name = Regex.Escape(Name);
        var before = IsAttribute ? $@"(?<=\s{name}\s*=\s*[""'])" : $@"(?<=<(\w+:)?{name}(\s[^<>]*)?>\s*)";
        var after = IsAttribute ? @"(?=[""'])" : @"(?=\s*</)";
        return Regex.Replace(
            text, before + Regex.Escape(Value) + after, _ => value, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }
}
