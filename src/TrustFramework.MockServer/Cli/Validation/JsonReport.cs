using System.Text.Json;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The report as one JSON object, for scripts.</summary>
internal static class JsonReport
{
    public static void Write(ValidationReport report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new ReportResource
        {
            Policies = [.. report.Policies.Select(policy => new PolicyReportResource
            {
                Path = policy.Path,
                PolicyId = policy.PolicyId,
                BasePolicyId = policy.BasePolicyId,
                Accepted = policy.Accepted,
                Message = policy.Message,
                Findings = [.. policy.Findings.Select(ToResource)],
            })],
            Notes = [.. report.Notes.Select(ToResource)],
            Summary = new ReportSummaryResource(report.Policies.Length, report.Accepted, report.Refused, report.WarningCount, report.NoteCount),
        },
        ReportJson.Instance.ReportResource));

    public static string GetLevelName(FindingLevel level) => level switch
    {
        FindingLevel.Error => "error",
        FindingLevel.Warning => "warning",
        _ => "note",
    };

    private static ReportFindingResource ToResource(ReportedFinding finding) => new()
    {
        Rule = finding.Rule,
        Level = GetLevelName(finding.Level),
        Message = finding.Message,
        File = finding.File,
        Line = finding.File is null ? null : finding.Line,
        Column = finding.File is null ? null : finding.Column,
        Hint = finding.Hint,
    };
}

internal sealed record ReportResource
{
    public required IReadOnlyList<PolicyReportResource> Policies { get; init; }

    /// <summary>Findings about the run and not about a policy.</summary>
    public required IReadOnlyList<ReportFindingResource> Notes { get; init; }

    public required ReportSummaryResource Summary { get; init; }
}

internal sealed record PolicyReportResource
{
    public required string Path { get; init; }

    public required string PolicyId { get; init; }

    public required string? BasePolicyId { get; init; }

    public required bool Accepted { get; init; }

    public required string? Message { get; init; }

    public required IReadOnlyList<ReportFindingResource> Findings { get; init; }
}

internal sealed record ReportFindingResource
{
    public required string Rule { get; init; }

    public required string Level { get; init; }

    public required string Message { get; init; }

    public required string? File { get; init; }

    public required int? Line { get; init; }

    public required int? Column { get; init; }

    public required string? Hint { get; init; }
}

internal sealed record ReportSummaryResource(int Policies, int Accepted, int Refused, int Warnings, int Notes);
