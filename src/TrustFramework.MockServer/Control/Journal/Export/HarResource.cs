using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace TrustFramework.MockServer.Control.Journal.Export;

/// <summary>An HTTP archive (HAR) 1.2: all required members, and the optional members that the journal has values for.</summary>
internal sealed record HarResource(HarLog Log)
{
    public static HarResource From(IAsyncEnumerable<JournalEntry> entries) => new(new HarLog(entries.Select(HarEntry.From)));
}

/// <param name="Entries">Created while the JSON is written, so that they are never in memory together.</param>
internal sealed record HarLog(IAsyncEnumerable<HarEntry> Entries)
{
    public string Version { get; } = "1.2";

    public HarCreator Creator { get; } = new("TrustFramework.MockServer", typeof(HarLog).Assembly.GetName().Version!.ToString(3));
}

internal sealed record HarCreator(string Name, string Version);

/// <param name="Time">The duration in milliseconds.</param>
/// <param name="Comment">The error and other remarks.</param>
internal sealed record HarEntry(string StartedDateTime, double Time, HarRequest Request, HarResponse Response, HarTimings Timings, string Comment)
{
    public HarCache Cache { get; } = new();

    public static HarEntry From(JournalEntry entry)
    {
        var duration = Math.Round(entry.Duration.TotalMilliseconds, 3);
        return new(
            entry.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            duration,
            HarRequest.From(entry),
            HarResponse.From(entry),
            new HarTimings(0, duration, 0),
            string.Join(' ', JournalEntryFormatter.GetRemarks(entry)));
    }
}

internal sealed record HarCache;

internal sealed record HarTimings(double Send, double Wait, double Receive);

internal sealed record HarPair(string Name, string Value)
{
    public static IReadOnlyList<HarPair> From(IEnumerable<RecordedHeader> headers) => [.. headers.Select(header => new HarPair(header.Name, header.Value))];
}

internal sealed record HarRequest
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    public required string HttpVersion { get; init; }

    /// <summary>Empty, because cookies are masked in the headers.</summary>
    public IReadOnlyList<HarPair> Cookies { get; } = [];

    public required IReadOnlyList<HarPair> Headers { get; init; }

    public required IReadOnlyList<HarPair> QueryString { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required HarPostData? PostData { get; init; }

    /// <summary>-1 means unknown.</summary>
    public int HeadersSize { get; } = -1;

    public required long BodySize { get; init; }

    public static HarRequest From(JournalEntry entry) => new()
    {
        Method = entry.Method,
        Url = entry.Url,
        HttpVersion = entry.Protocol,
        Headers = HarPair.From(entry.RequestHeaders),
        QueryString = [.. QueryHelpers.ParseQuery(entry.Query).SelectMany(pair => pair.Value.Select(value => new HarPair(pair.Key, value ?? "")))],
        PostData = entry.RequestBody is { OmittedReason: null } body
            ? new HarPostData(JournalEntryFormatter.GetContentType(entry.RequestHeaders), BodyResource.GetText(body) ?? Convert.ToBase64String(body.Bytes.Span))
            : null,
        BodySize = entry.RequestBody is { } sent ? sent.Length ?? -1 : 0,
    };
}

/// <param name="Text">The body. A form is here too, and not in <see cref="Params"/>.</param>
internal sealed record HarPostData(string MimeType, string Text)
{
    public IReadOnlyList<HarPair> Params { get; } = [];
}

internal sealed record HarResponse
{
    public required int Status { get; init; }

    public required string StatusText { get; init; }

    public required string HttpVersion { get; init; }

    public IReadOnlyList<HarPair> Cookies { get; } = [];

    public required IReadOnlyList<HarPair> Headers { get; init; }

    public required HarContent Content { get; init; }

    [JsonPropertyName("redirectURL")]
    public required string RedirectUrl { get; init; }

    public int HeadersSize { get; } = -1;

    public required long BodySize { get; init; }

    public static HarResponse From(JournalEntry entry) => new()
    {
        Status = entry.Status,
        StatusText = ReasonPhrases.GetReasonPhrase(entry.Status),
        HttpVersion = entry.Protocol,
        Headers = HarPair.From(entry.ResponseHeaders),
        Content = HarContent.From(entry),
        RedirectUrl = JournalEntryFormatter.FindHeader(entry.ResponseHeaders, "Location") ?? "",
        BodySize = entry.ResponseBody is { } sent ? sent.Length ?? -1 : 0,
    };
}

internal sealed record HarContent
{
    public required long Size { get; init; }

    public required string MimeType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Encoding { get; init; }

    public static HarContent From(JournalEntry entry)
    {
        var body = entry.ResponseBody is null ? null : BodyResource.From(entry.ResponseBody);
        return new()
        {
            Size = body?.Length ?? 0,
            MimeType = JournalEntryFormatter.GetContentType(entry.ResponseHeaders),
            Text = body?.Text ?? body?.Base64,
            Encoding = body?.Base64 is null ? null : "base64",
        };
    }
}
