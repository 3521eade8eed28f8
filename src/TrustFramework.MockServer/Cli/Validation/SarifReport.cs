using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The report as SARIF, for code scanning in GitHub and Azure DevOps, and for editors.</summary>
internal static class SarifReport
{
    public static void Write(ValidationReport report, TextWriter output)
    {
        var version = typeof(SarifReport).Assembly.GetName().Version!.ToString(3);
        var driver = new SarifDriver("TrustFramework.MockServer", version, version, [.. GetRules()]);
        var notifications = report.Notes.Select(note => new SarifNotification(JsonReport.GetLevelName(note.Level), new SarifText(note.Message)));
        var run = new SarifRun(new SarifTool(driver), [new SarifInvocation(true, [.. notifications])], "utf16CodeUnits", [.. GetResults(report)]);
        output.WriteLine(JsonSerializer.Serialize(new SarifLog { Runs = [run] }, ReportJson.Instance.SarifLog));
    }

    private static IEnumerable<SarifRule> GetRules() => PolicyValidator.Rules
        .DistinctBy(rule => rule.Name, StringComparer.Ordinal)
        .Select(rule => CreateRule(
            rule.Name, rule.Level == RuleLevel.Warning ? FindingLevel.Warning : FindingLevel.Error, rule.MessageTemplate.Trim(), $"Provenance of the text: {rule.Provenance.ToString().ToLowerInvariant()}. See docs/fidelity.md."))
        .Concat(LocalRules.All.Select(rule => CreateRule(rule.Name, rule.Level, rule.Text, "A rule of this command, not of the service.")));

    private static SarifRule CreateRule(string name, FindingLevel level, string text, string help) =>
        new(name, new SarifText(text), new SarifText(text), new SarifText(help), new SarifConfiguration(JsonReport.GetLevelName(level)));

    private static IEnumerable<SarifResult> GetResults(ValidationReport report)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            if (finding.File is not { } file)
                continue;

            // Without the line, so that a finding keeps its identity when lines are added above it.
            var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule}\n{file}\n{finding.Message}")))[..16];
            seen[identity] = seen.GetValueOrDefault(identity) + 1;
            yield return new SarifResult(
                finding.Rule,
                JsonReport.GetLevelName(finding.Level),
                new SarifText(finding.MessageWithHint),
                [new SarifLocation(new SarifPhysicalLocation(new SarifArtifact(DisplayPath.ToUri(file)), new SarifRegion(finding.Line, finding.Column)))],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["primaryLocationLineHash"] = $"{identity}:{seen[identity]}" });
        }
    }
}
