using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using TrustFramework.MockServer.Control.Journal.Masking;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>Requests as editors send them: Visual Studio's <c>.http</c> files, and those of VS Code's REST Client. Where a secret was stands a variable.</summary>
internal static class HttpFile
{
    private const string Token = "{{token}}";
    private const string Secret = "{{secret}}";

    /// <summary>Between two requests.</summary>
    private const string Divider = "###";

    /// <summary>Said by whoever sends.</summary>
    private static readonly FrozenSet<string> SendersOwn = FrozenSet.ToFrozenSet(
        ["Accept-Encoding", "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade"], StringComparer.OrdinalIgnoreCase);

    public static string Of(IReadOnlyList<JournalEntry> entries)
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
        file.Append(CultureInfo.InvariantCulture, $"\n{Divider} {EntryText.Line(entry)}{(entry.Facts.OperationName is null ? "" : $" · {entry.Facts.OperationName}")}\n");
        foreach (var remark in EntryText.Remarks(entry))
            file.Append(CultureInfo.InvariantCulture, $"# {OneLine(remark)}\n");
        file.Append(CultureInfo.InvariantCulture, $"{entry.Method} {{{{{host}}}}}{entry.Path}{Filled(entry.Query)}\n");
        foreach (var (name, value) in entry.RequestHeaders.Where(header => !SendersOwn.Contains(header.Name)))
            file.Append(CultureInfo.InvariantCulture, $"{name}: {Header(value)}\n");
        if (entry.RequestBody is { NotKept: null } body && BodyResource.TextOf(body) is { } text)
            file.Append('\n').Append(Body(text, EntryText.ContentType(entry.RequestHeaders))).Append('\n');
    }

    private static string Header(string value) => value.StartsWith("Bearer ", StringComparison.Ordinal)
        ? value.Replace(TextMask.Hidden, Token, StringComparison.Ordinal)
        : Filled(value);

    /// <summary>A policy has no secrets, and stars of its own; but a line of it must not look like the beginning of the next request.</summary>
    private static string Body(string text, string contentType) => contentType.Contains("xml", StringComparison.OrdinalIgnoreCase) || text.TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith('<')
        ? text.Replace($"\n{Divider}", $"\n {Divider}", StringComparison.Ordinal)
        : Filled(text);

    private static string Filled(string masked) => masked.Replace(TextMask.Hidden, Secret, StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
