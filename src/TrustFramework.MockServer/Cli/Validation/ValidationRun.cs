using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.PolicyFiles;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Validates all files, base policies first, and reports each finding once: with the first policy that has it.</summary>
/// <param name="notes">The notes of <see cref="BasePolicyResolver"/>.</param>
internal sealed class ValidationRun(OfflineValidator validator, IReadOnlyDictionary<PolicyFile, ReportedFinding> notes)
{
    private readonly Dictionary<PolicyFile, PolicyReport> _reports = [];
    private readonly HashSet<(string Rule, FindingLevel Level, string? File, int Line, int Column)> _reported = [];

    public ImmutableArray<PolicyReport> Run(IReadOnlyList<PolicyFile> files)
    {
        foreach (var file in files.SelectMany(file => file.Chain.Reverse()))
        {
            if (!_reports.ContainsKey(file))
                _reports.Add(file, Validate(file));
        }

        return [.. files.Select(file => _reports[file])];
    }

    private PolicyReport Validate(PolicyFile file)
    {
        var result = validator.Validate(file);
        var refusedBase = FindRefusedBase(file);
        var newFindings = result.Findings.Where(finding => !IsAlreadyReported(finding, refusedBase)).ToList();
        _reported.UnionWith(newFindings.Select(GetKey));

        ImmutableArray<ReportedFinding> findings =
            [.. file.Findings, .. notes.TryGetValue(file, out var note) ? [note] : Array.Empty<ReportedFinding>(), .. newFindings];
        if (refusedBase is not null)
            findings = findings.Add(CreateBaseRefusedFinding(file, refusedBase));
        else if (result.Message is not null && !newFindings.Exists(IsError))
            findings = findings.Add(CreateReportedElsewhereFinding(file, result.Findings.First(IsError)));
        var message = result.Message ?? (refusedBase is null ? null : validator.GetMessageWithoutBase(file));
        return new PolicyReport(file.DisplayPath, file.PolicyId, file.BasePolicyId, !findings.Any(IsError), message, findings);
    }

    /// <summary>An error of a chain is reported only with the first policy that is refused for it.</summary>
    private bool IsAlreadyReported(ReportedFinding finding, PolicyFile? refusedBase) =>
        _reported.Contains(GetKey(finding)) || (refusedBase is not null && OfflineValidator.IsBasePolicyRule(finding.Rule));

    /// <summary>Null in a cycle too: there each policy is refused for the cycle itself.</summary>
    private PolicyFile? FindRefusedBase(PolicyFile file) =>
        file.BaseFile is { } baseFile && _reports.TryGetValue(baseFile, out var report) && !report.Accepted && !baseFile.Chain.Contains(file) ? baseFile : null;

    private ReportedFinding CreateBaseRefusedFinding(PolicyFile file, PolicyFile refusedBase)
    {
        var first = refusedBase;
        while (FindRefusedBase(first) is { } next)
            first = next;
        var (line, column) = FindingLocations.GetBasePolicyReference(file);
        return new ReportedFinding(
            LocalRules.BaseRefused, FindingLevel.Error, $"Base policy '{first.PolicyId}' ({first.DisplayPath}) failed validation. Fix it first.",
            file.DisplayPath, line, column,
            GetHint(file));
    }

    private static string? GetHint(PolicyFile file)
    {
        if (file.Chain.Skip(1).Any(member => member.Document is null))
            return "The rest of this file is validated when the base policy can be read.";
        return file.Chain.Any(member => member.IsInvalid) ? "To validate the rest of this file nevertheless, pass --continue." : null;
    }

    private static ReportedFinding CreateReportedElsewhereFinding(PolicyFile file, ReportedFinding first)
    {
        var (line, column) = FindingLocations.GetRootElement(file);
        return new ReportedFinding(
            LocalRules.ReportedElsewhere, FindingLevel.Error, $"Refused because of the finding at {first.File}:{first.Line}:{first.Column} ({first.Rule}).",
            file.DisplayPath, line, column);
    }

    private static bool IsError(ReportedFinding finding) => finding.Level == FindingLevel.Error;

    private static (string Rule, FindingLevel Level, string? File, int Line, int Column) GetKey(ReportedFinding finding) => (finding.Rule, finding.Level, finding.File, finding.Line, finding.Column);
}
