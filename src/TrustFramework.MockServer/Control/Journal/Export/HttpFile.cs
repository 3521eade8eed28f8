using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using TrustFramework.MockServer.Control.Journal.Masking;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>Writes requests as an <c>.http</c> file for Visual Studio and the REST Client of VS Code. Variables replace masked secrets.</summary>
internal static class HttpFile
{
    private const string TokenVariable = "{{token}}";
    private const string SecretVariable = "{{secret}}";

    private const string RequestSeparator = "###";

    private const int MaxRemarkLength = 4096;

    /// <summary>Headers that the editor sets when it sends the request.</summary>
    private static readonly FrozenSet<string> ClientManagedHeaders = FrozenSet.ToFrozenSet(
        ["Accept-Encoding", "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade"], StringComparer.OrdinalIgnoreCase);

    public static string Write(IReadOnlyList<JournalEntry> entries)
    {
        var hosts = entries.Select(entry => entry.Origin).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select((origin, index) => (origin, Name: index == 0 ? "host" : string.Create(CultureInfo.InvariantCulture, $"host{index + 1}")))
            .ToDictionary(host => host.origin, host => host.Name, StringComparer.OrdinalIgnoreCase);
        var file = new StringBuilder();
        foreach (var (origin, name) in hosts)
            file.Append(CultureInfo.InvariantCulture, $"@{name} = {origin}\n");
        file.Append("@token = \n@secret = \n");
        foreach (var entry in entries)
            Append(file, entry, hosts[entry.Origin]);
        return file.ToString();
    }

    private static void Append(StringBuilder file, JournalEntry entry, string host)
    {
        file.Append(CultureInfo.InvariantCulture, $"\n{RequestSeparator} {JournalEntryFormatter.FormatLine(entry)}{(entry.Details.OperationName is null ? "" : $" · {entry.Details.OperationName}")}\n");
        foreach (var remark in JournalEntryFormatter.GetRemarks(entry))
            file.Append(CultureInfo.InvariantCulture, $"# {LogText.Sanitize(remark, MaxRemarkLength)}\n");
        file.Append(CultureInfo.InvariantCulture, $"{entry.Method} {{{{{host}}}}}{entry.Path}{InsertSecretVariable(entry.Query)}\n");
        foreach (var (name, value) in entry.RequestHeaders.Where(header => !ClientManagedHeaders.Contains(header.Name)))
            file.Append(CultureInfo.InvariantCulture, $"{name}: {FormatHeader(value)}\n");
        if (entry.RequestBody is { OmittedReason: null } body && BodyResource.GetText(body) is { } text)
            file.Append('\n').Append(FormatBody(body, text, JournalEntryFormatter.GetContentType(entry.RequestHeaders))).Append('\n');
    }

    private static string FormatHeader(string value) => value.StartsWith("Bearer ", StringComparison.Ordinal)
        ? value.Replace(TextMask.Placeholder, TokenVariable, StringComparison.Ordinal)
        : InsertSecretVariable(value);

    /// <summary>Policies are not masked and can contain asterisks. A line of a policy must not look like the start of the next request.</summary>
    private static string FormatBody(RecordedBody body, string text, string contentType) =>
        contentType.Contains("xml", StringComparison.OrdinalIgnoreCase) || BodyMask.LooksLikeXml(body.Bytes.Span)
        ? text.Replace($"\n{RequestSeparator}", $"\n {RequestSeparator}", StringComparison.Ordinal)
        : InsertSecretVariable(text);

    private static string InsertSecretVariable(string masked) => masked.Replace(TextMask.Placeholder, SecretVariable, StringComparison.Ordinal);
}
