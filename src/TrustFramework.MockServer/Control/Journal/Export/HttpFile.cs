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

    /// <summary>Writes one entry after the other, so that the file is never in memory as a whole.</summary>
    /// <param name="readEntries">Called twice: for the variables at the beginning of the file, and for the requests.</param>
    public static async Task WriteAsync(Stream stream, Func<IAsyncEnumerable<JournalEntry>> readEntries, CancellationToken cancellationToken)
    {
        var hosts = await readEntries().Select(entry => entry.Origin).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select((origin, index) => (origin, Name: index == 0 ? "host" : string.Create(CultureInfo.InvariantCulture, $"host{index + 1}")))
            .ToDictionaryAsync(host => host.origin, host => host.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);
        var variables = string.Concat(hosts.Select(host => $"@{host.Value} = {host.Key}\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{variables}@token = \n@secret = \n"), cancellationToken);
        await foreach (var entry in readEntries().WithCancellation(cancellationToken))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Format(entry, hosts[entry.Origin])), cancellationToken);
    }

    private static string Format(JournalEntry entry, string host)
    {
        var file = new StringBuilder();
        file.Append(CultureInfo.InvariantCulture, $"\n{RequestSeparator} {JournalEntryFormatter.FormatLine(entry)}{(entry.Details.OperationName is null ? "" : $" · {entry.Details.OperationName}")}\n");
        foreach (var remark in JournalEntryFormatter.GetRemarks(entry))
            file.Append(CultureInfo.InvariantCulture, $"# {LogText.Sanitize(remark, MaxRemarkLength)}\n");
        file.Append(CultureInfo.InvariantCulture, $"{entry.Method} {{{{{host}}}}}{entry.Path}{InsertSecretVariable(entry.Query)}\n");
        foreach (var (name, value) in entry.RequestHeaders.Where(header => !ClientManagedHeaders.Contains(header.Name)))
            file.Append(CultureInfo.InvariantCulture, $"{name}: {FormatHeader(value)}\n");
        if (entry.RequestBody is { OmittedReason: null } body && BodyResource.GetText(body) is { } text)
            file.Append('\n').Append(FormatBody(body, text, JournalEntryFormatter.GetContentType(entry.RequestHeaders))).Append('\n');
        return file.ToString();
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
