using System.Globalization;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>Formats journal entries as text, and reads their headers.</summary>
internal static class JournalEntryFormatter
{
    /// <summary>Formats an entry as one line: <c>#7 PUT /beta/… 400 (AADB2C)</c>.</summary>
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
            yield return "The connection was closed early.";
        foreach (var (message, body) in new[] { ("request", entry.RequestBody), ("response", entry.ResponseBody) })
        {
            if (body?.OmittedReason is { } reason)
                yield return $"The {message} body was not recorded: {reason}";
            else if (body is { IsTruncated: true })
                yield return $"Only the beginning of the {message} body was recorded.";
        }
    }

    public static string GetContentType(IEnumerable<RecordedHeader> headers) => FindHeader(headers, "Content-Type") ?? "";

    public static string? FindHeader(IEnumerable<RecordedHeader> headers, string name) =>
        headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
}
