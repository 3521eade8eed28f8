namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The report as text, for people and for editors that recognize <c>path:line:column:</c>.</summary>
internal static class TextReport
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Cyan = "\e[36m";
    private const string Faint = "\e[2m";
    private const string Reset = "\e[0m";

    public static void Write(ValidationReport report, TextWriter output) => Write(report, output, (_, text) => text);

    public static void WriteColored(ValidationReport report, TextWriter output) => Write(report, output, (color, text) => color + text + Reset);

    private static void Write(ValidationReport report, TextWriter output, Func<string, string, string> paint)
    {
        foreach (var finding in report.Findings)
        {
            if (finding.File is { } file)
                output.Write($"{ToSingleLine(file)}:{finding.Line}:{finding.Column}: ");
            output.WriteLine($"{paint(GetColor(finding.Level), JsonReport.GetLevelName(finding.Level))} {finding.Rule}: {ToSingleLine(finding.Message)}");
            if (finding.Hint is { } hint)
                output.WriteLine($"    {paint(Faint, ToSingleLine(hint))}");
        }

        output.WriteLine(report.Summary);
    }

    private static string GetColor(FindingLevel level) => level switch
    {
        FindingLevel.Error => Red,
        FindingLevel.Warning => Yellow,
        _ => Cyan,
    };

    /// <summary>Removes line ends and, from file names, characters that control the terminal.</summary>
    private static string ToSingleLine(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c));
}
