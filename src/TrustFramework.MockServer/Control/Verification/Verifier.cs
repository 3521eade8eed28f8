using System.Globalization;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Holds expectations against exchanges, and says in words what is different.</summary>
/// <param name="entries">Oldest first.</param>
internal sealed class Verifier(IReadOnlyList<JournalEntry> entries)
{
    /// <summary>Named of what came instead.</summary>
    private const int Nearest = 3;

    public VerdictResource Judge(Expectation expectation)
    {
        if (expectation.Order is { } order)
            return JudgeOrder(expectation, order);
        List<JournalEntry> found = [.. entries.Where(expectation.Matches)];
        var difference = Count(expectation, found) ?? (expectation.Permission is { } wanted ? Permission(expectation, wanted, found) : null);
        return new(difference is null, expectation, found.Count, difference);
    }

    private string? Count(Expectation expectation, List<JournalEntry> found)
    {
        if (found.Count >= expectation.Least && found.Count <= expectation.Greatest)
            return null;
        var wanted = expectation switch
        {
            { Greatest: 0 } => "no",
            { Exactly: { } exactly } => $"exactly {Number(exactly)}",
            _ when found.Count < expectation.Least => $"at least {Number(expectation.Least)}",
            _ => $"at most {Number(expectation.Greatest)}",
        };
        var had = found.Count == 0 ? "none came" : $"{Number(found.Count)} came: {Lines(found)}";
        var instead = found.Count < expectation.Least ? Instead(expectation) : "";
        return $"Expected {wanted} {expectation.Describe()}, and {had}.{instead}";
    }

    /// <summary>What is like it but for the fewest things, and of those the newest.</summary>
    private string Instead(ExchangePattern pattern)
    {
        List<(JournalEntry Entry, List<string> Differences)> near =
        [
            .. entries.Select(entry => (Entry: entry, Differences: pattern.Differences(entry).ToList()))
                .Where(other => other.Differences.Count > 0)
                .OrderBy(other => other.Differences.Count).ThenByDescending(other => other.Entry.Number).Take(Nearest),
        ];
        return near.Count == 0
            ? " Nothing else came either."
            : $" Nearest: {string.Join("; ", near.Select(other => $"{EntryText.Line(other.Entry)}, but {string.Join(" and ", other.Differences)}"))}.";
    }

    /// <summary>Of what succeeded: what was refused needed nothing in the end.</summary>
    private static string? Permission(Expectation expectation, string wanted, List<JournalEntry> found)
    {
        List<(JournalEntry Entry, string Needed)> others =
        [
            .. found.Where(entry => entry is { IsSuccess: true, Facts.Accepted.Count: > 0 } && entry.Facts.Accepted[0] != wanted)
                .Select(entry => (entry, entry.Facts.Accepted![0])),
        ];
        if (others.Count > 0)
            return $"Expected {expectation.Describe()} to need {wanted}, but {string.Join("; ", others.Take(Nearest).Select(other => $"{EntryText.Line(other.Entry)} needed {other.Needed}"))}.";
        return expectation.Least == 0 || found.Exists(entry => entry is { IsSuccess: true, Facts.Accepted.Count: > 0 })
            ? null
            : $"Expected {expectation.Describe()} to need {wanted}, but none that succeeded needed any permission: {Lines(found)}.";
    }

    private VerdictResource JudgeOrder(Expectation expectation, IReadOnlyList<ExchangePattern> order)
    {
        var (at, last) = (0, default(JournalEntry));
        for (var step = 0; step < order.Count; step++)
        {
            var next = at;
            while (next < entries.Count && !order[step].Matches(entries[next]))
                next++;
            if (next == entries.Count)
                return new(Met: false, expectation, step, Behind(order[step], step, last));
            (at, last) = (next + 1, entries[next]);
        }

        return new(Met: true, expectation, order.Count, Difference: null);
    }

    private string Behind(ExchangePattern missing, int step, JournalEntry? last)
    {
        var wanted = $"Expected {missing.Describe()} as number {Number(step + 1)} of the order{(last is null ? "" : $", behind {EntryText.Line(last)}")}";
        List<JournalEntry> before = [.. entries.Where(missing.Matches)];
        return before.Count > 0 ? $"{wanted}, but it came before: {Lines(before)}." : $"{wanted}, and none came.{Instead(missing)}";
    }

    private static string Lines(List<JournalEntry> found) =>
        string.Join("; ", found.Take(Nearest).Select(EntryText.Line)) + (found.Count > Nearest ? $"; and {Number(found.Count - Nearest)} more" : "");

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
