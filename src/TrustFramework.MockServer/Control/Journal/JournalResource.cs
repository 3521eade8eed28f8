using System.Text;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Journal.Export;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Exchanges, oldest first.</summary>
/// <param name="Matching">How many there are, of which these are the newest.</param>
internal sealed record JournalResource(int Matching, IReadOnlyList<JournalEntryResource> Entries);

/// <summary>An exchange as the control plane shows it.</summary>
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

/// <param name="Hint">What to do about it.</param>
internal sealed record RefusalResource(string Code, string Message, string? Hint);

/// <param name="Granted">By the token; null when nobody was recognised, or permissions are not asked for.</param>
/// <param name="Accepted">One of them is enough; the least privileged first.</param>
internal sealed record PermissionsResource(IReadOnlyList<string>? Granted, IReadOnlyList<string>? Accepted);

/// <summary>A request or an answer.</summary>
internal sealed record MessageResource(IReadOnlyDictionary<string, string> Headers, BodyResource? Body)
{
    public static MessageResource From(IReadOnlyList<RecordedHeader> headers, RecordedBody? body) => new(
        headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Select(line => line.Value)), StringComparer.Ordinal),
        body is null ? null : BodyResource.From(body));
}

/// <param name="Text">Null when it is no text, or not kept.</param>
/// <param name="Base64">What is no UTF-8.</param>
/// <param name="Length">Of all of it, as it was sent.</param>
internal sealed record BodyResource(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Base64,
    long? Length,
    bool Truncated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NotKept)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BodyResource From(RecordedBody body)
    {
        var text = body.OmittedReason is null ? GetText(body) : null;
        var base64 = body.OmittedReason is null && text is null ? Convert.ToBase64String(body.Bytes.Span) : null;
        return new(text, base64, body.Length, body.IsTruncated, body.OmittedReason);
    }

    /// <summary>Null when it is no UTF-8. A character that was cut off at the end is left out.</summary>
    public static string? GetText(RecordedBody body)
    {
        for (var cut = 0; cut <= (body.IsTruncated ? 3 : 0) && cut <= body.Bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(body.Bytes.Span[..^cut]))
                return StrictUtf8.GetString(body.Bytes.Span[..^cut]);
        }

        return null;
    }
}

/// <summary>The first event of a stream.</summary>
/// <param name="Last">The number of the last exchange before.</param>
internal sealed record ListeningResource(long Last);

/// <summary>How many exchanges a slow reader did not get.</summary>
internal sealed record LostResource(int Lost);

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
