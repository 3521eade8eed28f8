using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>The text of a file with the values of settings.</summary>
/// <param name="Errors">An error for each reference outside of comments to a setting that the environment does not have.</param>
/// <param name="FilledSettings">The settings by the lines on which they were replaced outside of comments.</param>
internal sealed record FilledText(string Text, ImmutableArray<ReportedFinding> Errors, ILookup<int, string> FilledSettings);

/// <summary>
/// Replaces <c>{Settings:key}</c> with values of an environment, as the tools do: in the text of the file with its comments, without escaping.
/// </summary>
internal sealed partial class SettingsSubstitution
{
    private const string CommentEnd = "-->";

    private readonly string _text;
    private readonly string _displayPath;
    private readonly SettingsEnvironment _environment;
    private readonly List<(int Line, string Key)> _filled = [];
    private readonly ImmutableArray<ReportedFinding>.Builder _errors = ImmutableArray.CreateBuilder<ReportedFinding>();

    private int _remainingLength;

    // The end of the comment, CDATA section or processing instruction that the current position is in.
    private string? _sectionEnd;

    // The matches come in the order of the text, so a position is found by searching on from the previous one.
    private int _position;
    private int _line = 1;
    private int _lineStart;

    private SettingsSubstitution(string text, string displayPath, SettingsEnvironment environment, int maxLength) =>
        (_text, _displayPath, _environment, _remainingLength) = (text, displayPath, environment, maxLength);

    /// <summary>Whether the text is a reference to a setting.</summary>
    public static bool IsReference(string placeholder) => placeholder.StartsWith("{Settings:", StringComparison.OrdinalIgnoreCase);

    /// <param name="maxLength">No more references are replaced when the values together are longer.</param>
    public static FilledText Substitute(string text, string displayPath, SettingsEnvironment environment, int maxLength)
    {
        var substitution = new SettingsSubstitution(text, displayPath, environment, maxLength);
        var substituted = TokenPattern().Replace(text, substitution.Replace);
        return new FilledText(substituted, substitution._errors.ToImmutable(), substitution._filled.ToLookup(filled => filled.Line, filled => filled.Key));
    }

    private string Replace(Match match)
    {
        if (match.Groups["key"] is not { Success: true, Value: var name })
        {
            _sectionEnd = _sectionEnd is null ? GetSectionEnd(match.Value) : match.Value == _sectionEnd ? null : _sectionEnd;
            return match.Value;
        }

        if (_remainingLength < 0)
            return match.Value;
        var isInComment = _sectionEnd == CommentEnd;
        var key = name.Trim();
        var (line, column) = GetLocation(match.Index);
        if (_environment.Find(key).TryGetValue(out var value, out var problem))
        {
            _remainingLength -= value.Length;
            if (!isInComment)
                _filled.Add((line, key));
            return value;
        }

        if (!isInComment)
            _errors.Add(new ReportedFinding(LocalRules.SettingMissing, FindingLevel.Error, problem.Message, _displayPath, line, column, problem.GetHint(match.Value)));
        return match.Value;
    }

    private static string? GetSectionEnd(string token) => token switch
    {
        "<!--" => CommentEnd,
        "<![CDATA[" => "]]>",
        "<?" => "?>",
        _ => null,
    };

    private (int Line, int Column) GetLocation(int index)
    {
        var skipped = _text.AsSpan(_position, index - _position);
        if (skipped.LastIndexOf('\n') is var newLine and >= 0)
            (_line, _lineStart) = (_line + skipped.Count('\n'), _position + newLine + 1);
        _position = index;
        return (_line, index - _lineStart + 1);
    }

    [GeneratedRegex(
        @"<!--|-->|<!\[CDATA\[|\]\]>|<\?|\?>|\{Settings:(?<key>[^{}]+)\}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TokenPattern();
}
