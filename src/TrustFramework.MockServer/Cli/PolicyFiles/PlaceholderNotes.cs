using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>The notes about the placeholders of a file.</summary>
internal static class PlaceholderNotes
{
    private const string SettingsHint = $"To fill it in from {SettingsFile.FileName}, pass --environment NAME.";

    /// <summary>A note for each placeholder at its first occurrence. If values of several names were substituted, each name has a note.</summary>
    public static ImmutableArray<ReportedFinding> Create(string displayPath, ImmutableArray<SubstitutedValue> substituted, ImmutableArray<FoundPlaceholder> found)
    {
        var named = substituted.Select(value => value.Placeholder.Text).ToHashSet(StringComparer.Ordinal);
        var substitutions = substituted.DistinctBy(value => (value.Placeholder.Text, value.Placeholder.Name)).Select(value => CreateNote(
            displayPath, $"The placeholder '{value.Placeholder.Text}' is not filled in. Validation uses {value.Placeholder.Name} '{value.Value}'.", value.Placeholder.Text, value.Line, value.Column));
        var others = found.Where(placeholder => named.Add(placeholder.Text)).Select(placeholder => CreateNote(
            displayPath, $"'{placeholder.Text}' in {placeholder.Name} looks like an unfilled placeholder.", placeholder.Text, placeholder.Element.Line, placeholder.Element.Column));
        return [.. substitutions, .. others];
    }

    private static ReportedFinding CreateNote(string displayPath, string message, string placeholder, int line, int column) => new(
        LocalRules.Placeholder, FindingLevel.Note, message, displayPath, line, column, SettingsSubstitution.IsReference(placeholder) ? SettingsHint : null);
}
