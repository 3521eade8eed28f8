using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Replaces <c>{Settings:key}</c> with values of an environment, as the tools do: in the text of the file, without escaping.</summary>
internal static partial class SettingsSubstitution
{
    /// <summary>The text, and an error for each reference outside of comments to a setting that the environment does not have.</summary>
    public static (string Text, ImmutableArray<ReportedFinding> Missing) Substitute(string text, string displayPath, SettingsEnvironment environment)
    {
        var missing = ImmutableArray.CreateBuilder<ReportedFinding>();
        var substituted = SettingPattern().Replace(text, reference =>
        {
            var key = reference.Groups["key"].Value.Trim();
            if (environment[key] is { } value)
                return value;
            if (!IsInComment(text, reference.Index))
            {
                var (line, column) = GetLocation(text, reference.Index);
                missing.Add(new ReportedFinding(
                    LocalRules.SettingMissing, FindingLevel.Error, $"The environment '{environment.Name}' has no setting '{key}'.", displayPath, line, column,
                    $"Add '{key}' to its PolicySettings, or correct {reference.Value}."));
            }

            return reference.Value;
        });
        return (substituted, missing.ToImmutable());
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
