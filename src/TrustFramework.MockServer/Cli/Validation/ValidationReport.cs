using System.Collections.Immutable;

namespace TrustFramework.MockServer.Cli.Validation;

internal enum FindingLevel
{
    /// <summary>The policy is refused.</summary>
    Error,

    /// <summary>Worth knowing; nothing is refused for it.</summary>
    Note,
}

/// <summary>A finding as a report prints it.</summary>
/// <param name="File">As a report names it: <see cref="DisplayPath"/>; null when it concerns no single file.</param>
/// <param name="Line">From 1; 0 only without a file.</param>
/// <param name="Column">From 1; 0 only without a file.</param>
internal sealed record ReportedFinding(
    string Rule, FindingLevel Level, string Message, string? File = null, int Line = 0, int Column = 0, string? Hint = null);

/// <param name="Message">The service's whole message when it would refuse the policy.</param>
/// <param name="Findings">Those that nobody before this policy reported; they may lie in files of its chain.</param>
internal sealed record PolicyReport(
    string Path, string PolicyId, string? BasePolicyId, bool Accepted, string? Message, ImmutableArray<ReportedFinding> Findings);

/// <param name="Policies">In the order of their paths.</param>
/// <param name="Notes">About the run, not about a policy.</param>
internal sealed record ValidationReport(ImmutableArray<PolicyReport> Policies, ImmutableArray<ReportedFinding> Notes)
{
    public IEnumerable<ReportedFinding> Findings => Notes.Concat(
        Policies.SelectMany(policy => policy.Findings).OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line));

    public int Accepted => Policies.Count(policy => policy.Accepted);

    public int Refused => Policies.Length - Accepted;

    public int NoteCount => Findings.Count(finding => finding.Level == FindingLevel.Note);

    /// <summary>The closing line for people.</summary>
    public string Summary =>
        $"{FormatCount(Policies.Length, "policy", "policies")}, {Accepted} accepted, {Refused} refused, {FormatCount(NoteCount, "note", "notes")}";

    private static string FormatCount(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}

/// <summary>One per <c>--format</c>.</summary>
internal delegate void ReportWriter(ValidationReport report, TextWriter output);
