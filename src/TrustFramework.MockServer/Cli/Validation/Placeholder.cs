using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What templates leave to be filled in: <c>yourtenant</c>, <c>your-tenant</c>, <c>{Settings:Tenant}</c>, <c>#{token}#</c>.</summary>
internal static partial class Placeholder
{
    private const string ZeroGuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>The first placeholder in a value; null when there is none.</summary>
    public static string? In(string value) => Mark().Match(value) is { Success: true } mark ? mark.Value : null;

    /// <summary>The value that a schema violation complains about, if it is one with a placeholder.</summary>
    public static UnfilledValue? Blamed(string violation) =>
        Complaint().Match(violation) is { Success: true } complaint && In(complaint.Groups["value"].Value) is { } mark
            ? new UnfilledValue(
                complaint.Groups["name"].Value, complaint.Groups["kind"].Value == "attribute", complaint.Groups["value"].Value, mark)
            : null;

    /// <summary>Whether the violation is still about the same place, now holding <paramref name="value"/>.</summary>
    public static bool Rejects(string violation, string value) =>
        Complaint().Match(violation) is { Success: true } complaint && complaint.Groups["value"].Value == value;

    /// <summary>What to judge with instead, likeliest first; the schema decides which fits.</summary>
    public static IEnumerable<string> StandIns(UnfilledValue unfilled, string tenant) => unfilled.Name switch
    {
        "TenantId" => [tenant],
        "PolicyId" => [Bare(unfilled.Value)],
        _ => [Mark().Replace(unfilled.Value, _ => tenant), ZeroGuid, "Development", "true", "1", Bare(unfilled.Value)],
    };

    private static string Bare(string value) =>
        string.Concat(value.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));

    [GeneratedRegex(
        @"your[-_ ]?tenant(\.onmicrosoft\.com)?|tenant-name(\.onmicrosoft\.com)?|[#$]?\{+[^{}]*\}+#?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"^The '([^']*:)?(?<name>[^':]+)' (?<kind>attribute|element) is invalid - The value '(?<value>.*?)' is invalid according to",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Complaint();
}

/// <param name="Name">Of the attribute or element.</param>
/// <param name="Mark">The placeholder in the value.</param>
internal sealed record UnfilledValue(string Name, bool IsAttribute, string Value, string Mark)
{
    /// <summary>The text with another value in all places of that name that hold this one; lines stay where they are.</summary>
    public string Fill(string text, string value)
    {
        var name = Regex.Escape(Name);
        var before = IsAttribute ? $@"(?<=\s{name}\s*=\s*[""'])" : $@"(?<=<(\w+:)?{name}(\s[^<>]*)?>\s*)";
        var after = IsAttribute ? @"(?=[""'])" : @"(?=\s*</)";
        return Regex.Replace(
            text, before + Regex.Escape(Value) + after, _ => value, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }
}
