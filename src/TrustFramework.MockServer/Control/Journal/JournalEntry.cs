using System.Runtime.InteropServices;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A request and its response, as recorded in the journal. Secrets are already masked.</summary>
internal sealed record JournalEntry
{
    /// <summary>An estimate of what an entry takes besides its texts and bodies.</summary>
    private const int OverheadBytes = 1024;

    /// <summary>Assigned by the journal in the order in which responses are complete. All tenants share one sequence.</summary>
    public long Number { get; private set; }

    /// <summary>The number of the entry among those of its tenant.</summary>
    public long Position { get; private set; }

    /// <summary>When the request was received, by the server's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the response was complete, by the server's clock.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>When the response was complete, by the tenant's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary><see cref="TenantId.Global"/> when the tenant is unknown.</summary>
    public required TenantId Tenant { get; init; }

    public required RequestDetails Details { get; init; }

    public required string Method { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public required string Origin { get; init; }

    /// <summary>The path before it was normalized.</summary>
    public required string Path { get; init; }

    /// <summary>Empty, or starts with a question mark.</summary>
    public required string Query { get; init; }

    public required string Protocol { get; init; }

    public required IReadOnlyList<RecordedHeader> RequestHeaders { get; init; }

    public RecordedBody? RequestBody { get; init; }

    /// <summary>0 when the connection was closed without a response.</summary>
    public required int Status { get; init; }

    public required IReadOnlyList<RecordedHeader> ResponseHeaders { get; init; }

    public RecordedBody? ResponseBody { get; init; }

    public RecordedFault? Fault { get; init; }

    /// <summary>Found when entries are read in their order.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the client or the server closed the connection early.</summary>
    public bool IsAborted { get; init; }

    public bool IsSuccess => Status is > 0 and < 400 && !IsAborted;

    public string Url => Origin + Path + Query;

    /// <summary>The approximate memory use in bytes.</summary>
    public long Size => OverheadBytes + (RequestBody?.RetainedBytes ?? 0) + (ResponseBody?.RetainedBytes ?? 0)
        + (sizeof(char) * (Url.Length + CountCharacters(RequestHeaders) + CountCharacters(ResponseHeaders) + (Details.Refusal?.Message.Length ?? 0L)));

    /// <summary>Called once by the store, before the entry is visible to readers.</summary>
    public void AssignNumber(long number, long position) => (Number, Position) = (number, position);

    private static long CountCharacters(IReadOnlyList<RecordedHeader> headers) => headers.Sum(header => (long)header.Name.Length + header.Value.Length);
}

/// <summary>What the service that handled the request knows about it.</summary>
internal sealed record RequestDetails
{
    /// <summary>For a request that no service handled.</summary>
    public static RequestDetails None { get; } = new();

    public string? Client { get; init; }

    public string? User { get; init; }

    /// <summary>The number in graph-surface, or the path of a login endpoint without its tenant; null for an unknown path.</summary>
    public string? Operation { get; init; }

    public string? OperationName { get; init; }

    /// <summary>The name of the operation in the OpenAPI document.</summary>
    public string? OperationId { get; init; }

    /// <summary>The ID of the policy or key set in the path.</summary>
    public string? Id { get; init; }

    /// <summary>The ID of the key in the path.</summary>
    public string? Key { get; init; }

    public string? RequestId { get; init; }

    public string? ClientRequestId { get; init; }

    public string? CorrelationId { get; init; }

    public RecordedRefusal? Refusal { get; init; }

    /// <summary>The permissions in the token; null when the endpoint requires none or the caller is unknown.</summary>
    public IReadOnlyCollection<string>? Granted { get; init; }

    /// <summary>The permissions of which one is enough, least privileged first; null when the endpoint requires none.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }
}

internal readonly record struct RecordedHeader(string Name, string Value);

/// <summary>The error in the response.</summary>
/// <param name="Hint">How to fix it, as in the log.</param>
internal sealed record RecordedRefusal(string Code, string Message, string? Hint);

/// <summary>An injected fault and its effect.</summary>
/// <param name="Rule">The ID of the rule.</param>
internal sealed record RecordedFault(string Rule, string What);

/// <summary>The recorded part of a body.</summary>
/// <param name="Bytes">Masked; empty when the body is omitted.</param>
/// <param name="Length">The length of the whole body without compression; null when it is unknown.</param>
/// <param name="OmittedReason">Null when the body is recorded.</param>
internal sealed record RecordedBody(ReadOnlyMemory<byte> Bytes, long? Length, bool IsTruncated, string? OmittedReason)
{
    /// <summary>The maximum number of bytes that are recorded of a body.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The memory that the entry keeps for the body: the whole array, of which <see cref="Bytes"/> can be a small part.</summary>
    public int RetainedBytes => GetRetainedBytes(Bytes);

    /// <summary>
    /// Keeps the beginning of a body. The bytes are shared with the caller, which must not change them. They are copied only if the entry would
    /// keep much more memory than it shows.
    /// </summary>
    /// <param name="isWhole">Whether <paramref name="bytes"/> is the whole body.</param>
    public static RecordedBody From(ReadOnlyMemory<byte> bytes, long length, bool isWhole)
    {
        var shown = bytes[..Math.Min(bytes.Length, MaxBytes)];
        return new(GetRetainedBytes(shown) > 2 * shown.Length ? shown.ToArray() : shown, length, !isWhole || bytes.Length > MaxBytes, OmittedReason: null);
    }

    public static RecordedBody Omitted(long? length, string reason) => new(ReadOnlyMemory<byte>.Empty, length, IsTruncated: false, reason);

    private static int GetRetainedBytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? segment.Array!.Length : bytes.Length;
}
