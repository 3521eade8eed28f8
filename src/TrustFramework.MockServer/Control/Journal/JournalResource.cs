using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using TrustFramework.MockServer.Control.Journal.Export;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Journal entries, oldest first.</summary>
/// <param name="Matching">The number of all matching entries, of which these are the newest.</param>
/// <param name="Entries">Created while the JSON is written, so that they are never in memory together.</param>
internal sealed record JournalResource(int Matching, IAsyncEnumerable<JournalEntryResource> Entries);

/// <summary>The JSON representation of a journal entry.</summary>
internal sealed record JournalEntryResource
{
    public required long Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required double DurationMs { get; init; }

    public required Guid? Tenant { get; init; }

    public required string? Client { get; init; }

    public required string? User { get; init; }

    public required string? Operation { get; init; }

    public required string? OperationName { get; init; }

    public required string? Id { get; init; }

    public required string? Key { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    public required int Status { get; init; }

    public required RefusalResource? Refusal { get; init; }

    public required PermissionsResource? Permissions { get; init; }

    public required RecordedFault? Fault { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required bool Aborted { get; init; }

    public required string? RequestId { get; init; }

    public required string? ClientRequestId { get; init; }

    public required string? CorrelationId { get; init; }

    public required MessageResource Request { get; init; }

    public required MessageResource Answer { get; init; }

    public static JournalEntryResource From(JournalEntry entry) => new()
    {
        Number = entry.Number,
        Time = entry.Time,
        DurationMs = Math.Round(entry.Duration.TotalMilliseconds, 3),
        Tenant = entry.Tenant == TenantId.Global ? null : entry.Tenant.Value,
        Client = entry.Details.Client,
        User = entry.Details.User,
        Operation = entry.Details.Operation,
        OperationName = entry.Details.OperationName,
        Id = entry.Details.Id,
        Key = entry.Details.Key,
        Method = entry.Method,
        Url = entry.Url,
        Status = entry.Status,
        Refusal = entry.Details.Refusal is { } refusal ? new(refusal.Code, refusal.Message, refusal.Hint) : null,
        Permissions = entry.Details is { Granted: null, Accepted: null } ? null : new(entry.Details.Granted?.Order(StringComparer.Ordinal).ToList(), entry.Details.Accepted),
        Fault = entry.Fault,
        Warnings = entry.Warnings,
        Aborted = entry.IsAborted,
        RequestId = entry.Details.RequestId,
        ClientRequestId = entry.Details.ClientRequestId,
        CorrelationId = entry.Details.CorrelationId,
        Request = MessageResource.From(entry.RequestHeaders, entry.RequestBody),
        Answer = MessageResource.From(entry.ResponseHeaders, entry.ResponseBody),
    };
}

/// <param name="Hint">How to fix the error.</param>
internal sealed record RefusalResource(string Code, string Message, string? Hint);

/// <param name="Granted">The permissions in the token; null when the endpoint requires none or the caller is unknown.</param>
/// <param name="Accepted">The permissions of which one is enough, least privileged first.</param>
internal sealed record PermissionsResource(IReadOnlyList<string>? Granted, IReadOnlyList<string>? Accepted);

/// <summary>A request or a response.</summary>
internal sealed record MessageResource(IReadOnlyDictionary<string, string> Headers, BodyResource? Body)
{
    public static MessageResource From(IReadOnlyList<RecordedHeader> headers, RecordedBody? body) => new(
        headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Select(value => value.Value)), StringComparer.Ordinal),
        body is null ? null : BodyResource.From(body));
}

/// <param name="Text">Null when the body is not UTF-8 text or was not recorded.</param>
/// <param name="Base64">A body that is not UTF-8 text.</param>
/// <param name="Length">The length of the whole body without compression; null when it is unknown.</param>
/// <param name="NotKept">Why the body was not recorded.</param>
internal sealed record BodyResource(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Base64,
    long? Length,
    bool Truncated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NotKept)
{
    /// <summary>A UTF-8 character has up to four bytes.</summary>
    private const int MaxUtf8Continuation = 3;

    public static BodyResource From(RecordedBody body)
    {
        var text = body.OmittedReason is null ? GetText(body) : null;
        var base64 = body.OmittedReason is null && text is null ? Convert.ToBase64String(body.Bytes.Span) : null;
        return new(text, base64, body.Length, body.IsTruncated, body.OmittedReason);
    }

    /// <summary>Returns null when the body is not UTF-8. Omits a character that was truncated at the end.</summary>
    public static string? GetText(RecordedBody body)
    {
        for (var omitted = 0; omitted <= (body.IsTruncated ? MaxUtf8Continuation : 0) && omitted <= body.Bytes.Length; omitted++)
        {
            var bytes = body.Bytes.Span[..^omitted];
            if (Utf8.IsValid(bytes))
                return Encoding.UTF8.GetString(bytes);
        }

        return null;
    }
}

/// <summary>The first event of a stream.</summary>
/// <param name="Last">The number of the last entry before the stream.</param>
internal sealed record ListeningResource(long Last);

/// <summary>The number of entries that a slow reader lost.</summary>
internal sealed record LostResource(long Lost);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JournalResource))]
[JsonSerializable(typeof(JournalEntryResource))]
[JsonSerializable(typeof(ListeningResource))]
[JsonSerializable(typeof(LostResource))]
[JsonSerializable(typeof(HarResource))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    public static JournalJson Wire { get; } = new(GraphJson.CreateOptions());
}
