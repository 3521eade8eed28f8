using System.Globalization;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>What is said of an exchange in words, and found in its headers.</summary>
internal static class JournalEntryFormatter
{
    /// <summary>In one line: <c>#7 PUT /beta/… 400 (AADB2C)</c>.</summary>
    public static string FormatLine(JournalEntry entry)
    {
        var code = entry.Details.Refusal is { } refusal ? $" ({refusal.Code})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"#{entry.Number} {entry.Method} {entry.Path} {entry.Status}{code}");
    }

    public static IEnumerable<string> GetRemarks(JournalEntry entry)
    {
        if (entry.Details.Refusal is { } refusal)
        {
            yield return $"{refusal.Code}: {refusal.Message}";
            if (refusal.Hint is not null)
                yield return refusal.Hint;
        }

        if (entry.Fault is { } fault)
            yield return $"Fault '{fault.Rule}': {fault.What}";
        foreach (var warning in entry.Warnings)
            yield return warning;
        if (entry.IsAborted)
            yield return "The connection was cut.";
        foreach (var (whose, body) in new[] { ("request", entry.RequestBody), ("answer", entry.ResponseBody) })
        {
            if (body?.OmittedReason is { } why)
                yield return $"The body of the {whose} was not kept: {why}";
            else if (body is { IsTruncated: true })
                yield return $"Of the body of the {whose} the beginning was kept.";
        }
    }

    public static string GetContentType(IEnumerable<RecordedHeader> headers) => FindHeader(headers, "Content-Type") ?? "";

    public static string? FindHeader(IEnumerable<RecordedHeader> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }
}
