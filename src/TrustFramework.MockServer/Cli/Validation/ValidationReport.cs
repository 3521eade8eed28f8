using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.PolicyFiles;

namespace TrustFramework.MockServer.Cli.Validation;

internal enum FindingLevel
{
    /// <summary>The policy is refused.</summary>
    Error,

    /// <summary>The policy is accepted, but it is documented as invalid or fails at run time.</summary>
    Warning,

    /// <summary>For information only. The policy is not refused for it.</summary>
    Note,
}

/// <summary>A finding in a report.</summary>
/// <param name="File">The <see cref="DisplayPath"/>; null if the finding concerns no single file.</param>
/// <param name="Line">Starts at 1. 0 only without a file.</param>
/// <param name="Column">Starts at 1. 0 only without a file.</param>
internal sealed record ReportedFinding(
    string Rule, FindingLevel Level, string Message, string? File = null, int Line = 0, int Column = 0, string? Hint = null)
{
    public string MessageWithHint => Hint is null ? Message : $"{Message}\n{Hint}";
}

/// <param name="Message">The service's complete message if it refuses the policy.</param>
/// <param name="Findings">The findings that were not reported with an earlier policy. They can be in files of the policy's chain.</param>
internal sealed record PolicyReport(
    string Path, string PolicyId, string? BasePolicyId, bool Accepted, string? Message, ImmutableArray<ReportedFinding> Findings);

/// <param name="Policies">Ordered by path.</param>
/// <param name="Notes">Findings about the run and not about a policy.</param>
internal sealed record ValidationReport(ImmutableArray<PolicyReport> Policies, ImmutableArray<ReportedFinding> Notes)
{
    public IEnumerable<ReportedFinding> Findings => Notes.Concat(
        Policies.SelectMany(policy => policy.Findings).OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line));

    public int Accepted => Policies.Count(policy => policy.Accepted);

    public int Refused => Policies.Length - Accepted;

    public int WarningCount => Findings.Count(finding => finding.Level == FindingLevel.Warning);

    public int NoteCount => Findings.Count(finding => finding.Level == FindingLevel.Note);

    /// <summary>The last line of the text report.</summary>
    public string Summary =>
        $"{FormatCount(Policies.Length, "policy", "policies")}, {Accepted} accepted, {Refused} refused, {(WarningCount > 0 ? $"{FormatCount(WarningCount, "warning", "warnings")}, " : "")}{FormatCount(NoteCount, "note", "notes")}";

    private static string FormatCount(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}

/// <summary>Writes a report in one of the formats of <c>--format</c>.</summary>
internal delegate void ReportWriter(ValidationReport report, TextWriter output);
