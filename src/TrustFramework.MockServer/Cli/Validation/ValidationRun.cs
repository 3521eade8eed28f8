using System.Collections.Immutable;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Judges all files, bases first, and reports every finding once: with the first policy that has it.</summary>
/// <param name="notes">What was found before judging, file by file.</param>
internal sealed class ValidationRun(OfflineValidator validator, IReadOnlyDictionary<PolicyFile, ReportedFinding> notes)
{
    private readonly Dictionary<PolicyFile, PolicyReport> _validated = [];
    private readonly HashSet<(string Rule, string? File, int Line, int Column)> _reported = [];

    public ImmutableArray<PolicyReport> Run(IReadOnlyList<PolicyFile> files)
    {
        foreach (var file in files.SelectMany(file => file.Chain.Reverse()))
        {
            if (!_validated.ContainsKey(file))
                _validated.Add(file, Validate(file));
        }

        return [.. files.Select(file => _validated[file])];
    }

    private PolicyReport Validate(PolicyFile file)
    {
        var opinion = validator.Validate(file);
        var refused = FindRefusedBase(file);
        var fresh = opinion.Findings.Where(finding => !IsAlreadyReported(finding, refused)).ToList();
        _reported.UnionWith(fresh.Select(GetKey));

        ImmutableArray<ReportedFinding> findings =
            [.. file.Findings, .. notes.TryGetValue(file, out var note) ? [note] : Array.Empty<ReportedFinding>(), .. fresh];
        if (refused is not null)
            findings = findings.Add(CreateBaseRefusedFinding(file, refused));
        else if (opinion.Message is not null && !fresh.Exists(IsError))
            findings = findings.Add(CreateReportedElsewhereFinding(file, opinion.Findings.First(IsError)));
        var message = opinion.Message ?? (refused is null ? null : validator.GetMessageWithoutBase(file));
        return new PolicyReport(file.DisplayPath, file.PolicyId, file.BasePolicyId, !findings.Any(IsError), message, findings);
    }

    /// <summary>What is wrong with a chain is told where it is refused first.</summary>
    private bool IsAlreadyReported(ReportedFinding finding, PolicyFile? refused) =>
        _reported.Contains(GetKey(finding)) || (refused is not null && OfflineValidator.IsBasePolicyRule(finding.Rule));

    /// <summary>Null also in a cycle, where each stands on the other: there all are refused for the cycle.</summary>
    private PolicyFile? FindRefusedBase(PolicyFile file) =>
        file.BaseFile is { } under && _validated.TryGetValue(under, out var known) && !known.Accepted && !under.Chain.Contains(file) ? under : null;

    private ReportedFinding CreateBaseRefusedFinding(PolicyFile file, PolicyFile refused)
    {
        var first = refused;
        while (FindRefusedBase(first) is { } under)
            first = under;
        var (line, column) = FindingLocations.GetBasePolicyReference(file);
        return new ReportedFinding(
            LocalRules.BaseRefused, FindingLevel.Error, $"Stands on '{first.PolicyId}' ({first.DisplayPath}), which is refused: mend that first.", file.DisplayPath, line, column,
            file.Chain.Any(member => member.IsInvalid) ? "What is in this file is judged when that file can be read." : null);
    }

    private static ReportedFinding CreateReportedElsewhereFinding(PolicyFile file, ReportedFinding first)
    {
        var (line, column) = FindingLocations.GetRootElement(file);
        return new ReportedFinding(
            LocalRules.ReportedElsewhere, FindingLevel.Error, $"Refused for what is reported at {first.File}:{first.Line}:{first.Column} ({first.Rule}).",
            file.DisplayPath, line, column);
    }

    private static bool IsError(ReportedFinding finding) => finding.Level == FindingLevel.Error;

    private static (string Rule, string? File, int Line, int Column) GetKey(ReportedFinding finding) => (finding.Rule, finding.File, finding.Line, finding.Column);
}
