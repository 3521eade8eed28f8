namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Workflow commands. GitHub Actions shows them as annotations.</summary>
internal static class GitHubReport
{
    public static void Write(ValidationReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            var command = finding.Level == FindingLevel.Note ? "notice" : JsonReport.GetLevelName(finding.Level);
            var location = finding.File is { } file ? $"file={EscapeProperty(file)},line={finding.Line},col={finding.Column}," : "";
            output.WriteLine($"::{command} {location}title={EscapeProperty(finding.Rule)}::{EscapeData(finding.MessageWithHint)}");
        }

        output.WriteLine(report.Summary);
    }

    private static string EscapeData(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => EscapeData(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
