using System.Globalization;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Holds expectations against exchanges, and says in words what is different.</summary>
/// <param name="entries">Oldest first.</param>
internal sealed class ExpectationVerifier(IReadOnlyList<JournalEntry> entries)
{
    /// <summary>Named of what came instead.</summary>
    private const int MaxNearest = 3;

    public ExpectationResultResource Verify(Expectation expectation)
    {
        if (expectation.Order is { } order)
            return VerifyOrder(expectation, order);
        List<JournalEntry> found = [.. entries.Where(expectation.Matches)];
        var difference = CheckCount(expectation, found) ?? (expectation.Permission is { } wanted ? CheckPermission(expectation, wanted, found) : null);
        return new(difference is null, expectation, found.Count, difference);
    }

    private string? CheckCount(Expectation expectation, List<JournalEntry> found)
    {
        if (found.Count >= expectation.MinCount && found.Count <= expectation.MaxCount)
            return null;
        var wanted = expectation switch
        {
            { MaxCount: 0 } => "no",
            { Exactly: { } exactly } => $"exactly {FormatNumber(exactly)}",
            _ when found.Count < expectation.MinCount => $"at least {FormatNumber(expectation.MinCount)}",
            _ => $"at most {FormatNumber(expectation.MaxCount)}",
        };
        var had = found.Count == 0 ? "none came" : $"{FormatNumber(found.Count)} came: {FormatLines(found)}";
        var instead = found.Count < expectation.MinCount ? DescribeNearest(expectation) : "";
        return $"Expected {wanted} {expectation.Describe()}, and {had}.{instead}";
    }

    /// <summary>What is like it but for the fewest things, and of those the newest.</summary>
    private string DescribeNearest(ExchangePattern pattern)
    {
        List<(JournalEntry Entry, List<string> Differences)> near =
        [
            .. entries.Select(entry => (Entry: entry, Differences: pattern.GetDifferences(entry).ToList()))
                .Where(other => other.Differences.Count > 0)
                .OrderBy(other => other.Differences.Count).ThenByDescending(other => other.Entry.Number).Take(MaxNearest),
        ];
        return near.Count == 0
            ? " Nothing else came either."
            : $" Nearest: {string.Join("; ", near.Select(other => $"{JournalEntryFormatter.FormatLine(other.Entry)}, but {string.Join(" and ", other.Differences)}"))}.";
    }

    /// <summary>Of what succeeded: what was refused needed nothing in the end.</summary>
    private static string? CheckPermission(Expectation expectation, string wanted, List<JournalEntry> found)
    {
        List<(JournalEntry Entry, string Needed)> others =
        [
            .. found.Where(entry => entry is { IsSuccess: true, Details.Accepted.Count: > 0 } && entry.Details.Accepted[0] != wanted)
                .Select(entry => (entry, entry.Details.Accepted![0])),
        ];
        if (others.Count > 0)
            return $"Expected {expectation.Describe()} to need {wanted}, but {string.Join("; ", others.Take(MaxNearest).Select(other => $"{JournalEntryFormatter.FormatLine(other.Entry)} needed {other.Needed}"))}.";
        return expectation.MinCount == 0 || found.Exists(entry => entry is { IsSuccess: true, Details.Accepted.Count: > 0 })
            ? null
            : $"Expected {expectation.Describe()} to need {wanted}, but none that succeeded needed any permission: {FormatLines(found)}.";
    }

    private ExpectationResultResource VerifyOrder(Expectation expectation, IReadOnlyList<ExchangePattern> order)
    {
        var (at, last) = (0, default(JournalEntry));
        for (var step = 0; step < order.Count; step++)
        {
            var next = at;
            while (next < entries.Count && !order[step].Matches(entries[next]))
                next++;
            if (next == entries.Count)
                return new(Met: false, expectation, step, DescribeMissingStep(order[step], step, last));
            (at, last) = (next + 1, entries[next]);
        }

        return new(Met: true, expectation, order.Count, Difference: null);
    }

    private string DescribeMissingStep(ExchangePattern missing, int step, JournalEntry? last)
    {
        var wanted = $"Expected {missing.Describe()} as number {FormatNumber(step + 1)} of the order{(last is null ? "" : $", behind {JournalEntryFormatter.FormatLine(last)}")}";
        List<JournalEntry> before = [.. entries.Where(missing.Matches)];
        return before.Count > 0 ? $"{wanted}, but it came before: {FormatLines(before)}." : $"{wanted}, and none came.{DescribeNearest(missing)}";
    }

    private static string FormatLines(List<JournalEntry> found) =>
        string.Join("; ", found.Take(MaxNearest).Select(JournalEntryFormatter.FormatLine)) + (found.Count > MaxNearest ? $"; and {FormatNumber(found.Count - MaxNearest)} more" : "");

    private static string FormatNumber(int count) => count.ToString(CultureInfo.InvariantCulture);
}
