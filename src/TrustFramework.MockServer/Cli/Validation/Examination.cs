using System.Collections.Immutable;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Judges all files, bases first, and reports every finding once: with the first policy that has it.</summary>
/// <param name="notes">What was found before judging, file by file.</param>
internal sealed class Examination(OfflineJudge judge, IReadOnlyDictionary<PolicyFile, ReportedFinding> notes)
{
    private readonly Dictionary<PolicyFile, JudgedPolicy> _judged = [];
    private readonly HashSet<(string Rule, string? File, int Line, int Column)> _reported = [];

    public ImmutableArray<JudgedPolicy> Of(IReadOnlyList<PolicyFile> files)
    {
        foreach (var file in files.SelectMany(file => file.Chain.Reverse()))
        {
            if (!_judged.ContainsKey(file))
                _judged.Add(file, Examine(file));
        }

        return [.. files.Select(file => _judged[file])];
    }

    private JudgedPolicy Examine(PolicyFile file)
    {
        var opinion = judge.Ask(file);
        var refused = RefusedBase(file);
        var fresh = opinion.Findings.Where(finding => !IsTold(finding, refused)).ToList();
        _reported.UnionWith(fresh.Select(Key));

        ImmutableArray<ReportedFinding> findings =
            [.. file.Findings, .. notes.TryGetValue(file, out var note) ? [note] : Array.Empty<ReportedFinding>(), .. fresh];
        if (refused is not null)
            findings = findings.Add(BaseRefused(file, refused));
        else if (opinion.Message is not null && !fresh.Exists(IsError))
            findings = findings.Add(ReportedElsewhere(file, opinion.Findings.First(IsError)));
        var message = opinion.Message ?? (refused is null ? null : judge.MessageWithoutBase(file));
        return new JudgedPolicy(file.Shown, file.PolicyId, file.BasePolicyId, !findings.Any(IsError), message, findings);
    }

    /// <summary>What is wrong with a chain is told where it is refused first.</summary>
    private bool IsTold(ReportedFinding finding, PolicyFile? refused) =>
        _reported.Contains(Key(finding)) || (refused is not null && OfflineJudge.IsAboutBases(finding.Rule));

    /// <summary>Null also in a cycle, where each stands on the other: there all are refused for the cycle.</summary>
    private PolicyFile? RefusedBase(PolicyFile file) =>
        file.Base is { } under && _judged.TryGetValue(under, out var known) && !known.Accepted && !under.Chain.Contains(file) ? under : null;

    private ReportedFinding BaseRefused(PolicyFile file, PolicyFile refused)
    {
        var first = refused;
        while (RefusedBase(first) is { } under)
            first = under;
        var (line, column) = Places.OfBase(file);
        return new ReportedFinding(
            OwnRules.BaseRefused, Level.Error, $"Stands on '{first.PolicyId}' ({first.Shown}), which is refused: mend that first.", file.Shown, line, column,
            file.Chain.Any(member => member.IsBroken) ? "What is in this file is judged when that file can be read." : null);
    }

    private static ReportedFinding ReportedElsewhere(PolicyFile file, ReportedFinding first)
    {
        var (line, column) = Places.OfRoot(file);
        return new ReportedFinding(
            OwnRules.ReportedElsewhere, Level.Error, $"Refused for what is reported at {first.File}:{first.Line}:{first.Column} ({first.Rule}).",
            file.Shown, line, column);
    }

    private static bool IsError(ReportedFinding finding) => finding.Level == Level.Error;

    private static (string Rule, string? File, int Line, int Column) Key(ReportedFinding finding) => (finding.Rule, finding.File, finding.Line, finding.Column);
}
