using System.Globalization;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Checks expectations against journal entries and describes the differences.</summary>
/// <param name="entries">Oldest first.</param>
internal sealed class ExpectationVerifier(IReadOnlyList<JournalEntry> entries)
{
    /// <summary>The maximum number of entries that a description lists.</summary>
    private const int MaxListedEntries = 3;

    public ExpectationResultResource Verify(Expectation expectation)
    {
        if (expectation.Order is { } order)
            return VerifyOrder(expectation, order);
        List<JournalEntry> found = [.. entries.Where(expectation.Matches)];
        var difference = CheckCount(expectation, found) ?? (expectation.Permission is { } permission ? CheckPermission(expectation, permission, found) : null);
        return new(difference is null, expectation, found.Count, difference);
    }

    private string? CheckCount(Expectation expectation, List<JournalEntry> found)
    {
        if (found.Count >= expectation.MinCount && found.Count <= expectation.MaxCount)
            return null;
        var expected = expectation switch
        {
            { MaxCount: 0 } => "no",
            { Exactly: { } exactly } => $"exactly {FormatNumber(exactly)}",
            _ when found.Count < expectation.MinCount => $"at least {FormatNumber(expectation.MinCount)}",
            _ => $"at most {FormatNumber(expectation.MaxCount)}",
        };
        var actual = found.Count == 0 ? "none" : $"{FormatNumber(found.Count)}: {FormatLines(found)}";
        var nearest = found.Count < expectation.MinCount ? DescribeNearest(expectation) : "";
        return $"Expected {expected} {expectation.Describe()}, but found {actual}.{nearest}";
    }

    /// <summary>Describes the entries with the fewest differences, newest first.</summary>
    private string DescribeNearest(ExchangePattern pattern)
    {
        List<(JournalEntry Entry, List<string> Differences)> nearest =
        [
            .. entries.Select(entry => (Entry: entry, Differences: pattern.GetDifferences(entry).ToList()))
                .Where(other => other.Differences.Count > 0)
                .OrderBy(other => other.Differences.Count).ThenByDescending(other => other.Entry.Number).Take(MaxListedEntries),
        ];
        return nearest.Count == 0
            ? " The journal has no other entries."
            : $" Nearest: {string.Join("; ", nearest.Select(other => $"{JournalEntryFormatter.FormatLine(other.Entry)}, but {string.Join(" and ", other.Differences)}"))}.";
    }

    /// <summary>Checks successful requests only: a failed request did not use its permission.</summary>
    private static string? CheckPermission(Expectation expectation, string expected, List<JournalEntry> found)
    {
        List<(JournalEntry Entry, string Needed)> others =
        [
            .. found.Where(entry => entry is { IsSuccess: true, Details.Accepted.Count: > 0 } && entry.Details.Accepted[0] != expected)
                .Select(entry => (entry, entry.Details.Accepted![0])),
        ];
        if (others.Count > 0)
            return $"Expected {expectation.Describe()} to need {expected}, but {string.Join("; ", others.Take(MaxListedEntries).Select(other => $"{JournalEntryFormatter.FormatLine(other.Entry)} needed {other.Needed}"))}.";
        return expectation.MinCount == 0 || found.Exists(entry => entry is { IsSuccess: true, Details.Accepted.Count: > 0 })
            ? null
            : $"Expected {expectation.Describe()} to need {expected}, but no successful request needed a permission: {FormatLines(found)}.";
    }

    private ExpectationResultResource VerifyOrder(Expectation expectation, IReadOnlyList<ExchangePattern> order)
    {
        var (start, previous) = (0, default(JournalEntry));
        for (var step = 0; step < order.Count; step++)
        {
            var next = start;
            while (next < entries.Count && !order[step].Matches(entries[next]))
                next++;
            if (next == entries.Count)
                return new(Met: false, expectation, step, DescribeMissingStep(order[step], step, previous));
            (start, previous) = (next + 1, entries[next]);
        }

        return new(Met: true, expectation, order.Count, Difference: null);
    }

    private string DescribeMissingStep(ExchangePattern missing, int step, JournalEntry? previous)
    {
        var after = previous is null ? "" : $" after {JournalEntryFormatter.FormatLine(previous)}";
        var expected = $"Expected {missing.Describe()} as step {FormatNumber(step + 1)} of the order{after}";
        List<JournalEntry> earlier = [.. entries.Where(missing.Matches)];
        return earlier.Count > 0 ? $"{expected}, but it occurred earlier: {FormatLines(earlier)}." : $"{expected}, but found none.{DescribeNearest(missing)}";
    }

    private static string FormatLines(List<JournalEntry> found) =>
        string.Join("; ", found.Take(MaxListedEntries).Select(JournalEntryFormatter.FormatLine))
        + (found.Count > MaxListedEntries ? $"; and {FormatNumber(found.Count - MaxListedEntries)} more" : "");

    private static string FormatNumber(int count) => count.ToString(CultureInfo.InvariantCulture);
}
