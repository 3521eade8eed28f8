using System.Globalization;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>What is said of an exchange in words, and found in its headers.</summary>
internal static class EntryText
{
    /// <summary>In one line: <c>#7 PUT /beta/… 400 (AADB2C)</c>.</summary>
    public static string Line(JournalEntry entry)
    {
        var code = entry.Facts.Refusal is { } refusal ? $" ({refusal.Code})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"#{entry.Number} {entry.Method} {entry.Path} {entry.Status}{code}");
    }

    public static IEnumerable<string> Remarks(JournalEntry entry)
    {
        if (entry.Facts.Refusal is { } refusal)
        {
            yield return $"{refusal.Code}: {refusal.Message}";
            if (refusal.Hint is not null)
                yield return refusal.Hint;
        }

        if (entry.Fault is { } fault)
            yield return $"Fault '{fault.Rule}': {fault.What}";
        foreach (var warning in entry.Warnings)
            yield return warning;
        if (entry.Aborted)
            yield return "The connection was cut.";
        foreach (var (whose, body) in new[] { ("request", entry.RequestBody), ("answer", entry.AnswerBody) })
        {
            if (body?.NotKept is { } why)
                yield return $"The body of the {whose} was not kept: {why}";
            else if (body is { Truncated: true })
                yield return $"Of the body of the {whose} the beginning was kept.";
        }
    }

    public static string ContentType(IEnumerable<RecordedHeader> headers) => Find(headers, "Content-Type") ?? "";

    public static string? Find(IEnumerable<RecordedHeader> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }
}
