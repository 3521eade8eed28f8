using System.Text.Json;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>One object for scripts.</summary>
internal static class JsonReport
{
    public static void Write(Report report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new ReportResource
        {
            Policies = [.. report.Policies.Select(policy => new PolicyReportResource
            {
                Path = policy.Path,
                PolicyId = policy.PolicyId,
                BasePolicyId = policy.BasePolicyId,
                Accepted = policy.Accepted,
                Message = policy.Message,
                Findings = [.. policy.Findings.Select(Finding)],
            })],
            Notes = [.. report.Notes.Select(Finding)],
            Summary = new SummaryResource(report.Policies.Length, report.Accepted, report.Refused, report.NoteCount),
        },
        ReportJson.Wire.ReportResource));

    public static string NameOf(Level level) => level == Level.Error ? "error" : "note";

    private static FindingResource Finding(ReportedFinding finding) => new()
    {
        Rule = finding.Rule,
        Level = NameOf(finding.Level),
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

    /// <summary>About the run, not about a policy.</summary>
    public required IReadOnlyList<FindingResource> Notes { get; init; }

    public required SummaryResource Summary { get; init; }
}

internal sealed record PolicyReportResource
{
    public required string Path { get; init; }

    public required string PolicyId { get; init; }

    public required string? BasePolicyId { get; init; }

    public required bool Accepted { get; init; }

    public required string? Message { get; init; }

    public required IReadOnlyList<FindingResource> Findings { get; init; }
}

internal sealed record FindingResource
{
    public required string Rule { get; init; }

    public required string Level { get; init; }

    public required string Message { get; init; }

    public required string? File { get; init; }

    public required int? Line { get; init; }

    public required int? Column { get; init; }

    public required string? Hint { get; init; }
}

internal sealed record SummaryResource(int Policies, int Accepted, int Refused, int Notes);
