using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Fills <c>{Settings:key}</c> from an environment, as the tools do: in the text, as it stands in the settings file.</summary>
internal static partial class SettingsSubstitution
{
    /// <param name="missing">One error for each place, outside of comments, that names what the environment does not have.</param>
    public static string Substitute(string text, string shown, SettingsEnvironment environment, out ImmutableArray<ReportedFinding> missing)
    {
        var found = ImmutableArray.CreateBuilder<ReportedFinding>();
        var filled = SettingPattern().Replace(text, setting =>
        {
            var key = setting.Groups["key"].Value.Trim();
            if (environment[key] is { } value)
                return value;
            if (!IsInComment(text, setting.Index))
            {
                var (line, column) = GetLocation(text, setting.Index);
                found.Add(new ReportedFinding(
                    LocalRules.SettingMissing, FindingLevel.Error, $"The environment '{environment.Name}' has no setting '{key}'.", shown, line, column,
                    $"Add '{key}' to its PolicySettings, or mend {setting.Value}."));
            }

            return setting.Value;
        });
        missing = found.ToImmutable();
        return filled;
    }

    private static bool IsInComment(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return before.LastIndexOf("<!--", StringComparison.Ordinal) > before.LastIndexOf("-->", StringComparison.Ordinal);
    }

    private static (int Line, int Column) GetLocation(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    [GeneratedRegex(@"\{Settings:(?<key>[^{}]+)\}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SettingPattern();
}
