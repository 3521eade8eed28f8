using System.Runtime.InteropServices;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>One exchange as the journal keeps it: secrets are gone from it already.</summary>
internal sealed record JournalEntry
{
    /// <summary>What an entry takes beside its texts and bodies, roughly.</summary>
    private const int OverheadBytes = 1024;

    /// <summary>Given by the journal: one sequence for all tenants, in the order in which answers were ready.</summary>
    public long Number { get; private set; }

    /// <summary>When the answer was ready, by the tenant's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary><see cref="TenantId.Global"/> where nobody knows whose it is.</summary>
    public required TenantId Tenant { get; init; }

    public required RequestDetails Details { get; init; }

    public required string Method { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public required string Origin { get; init; }

    /// <summary>As it was written.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public required string Query { get; init; }

    public required string Protocol { get; init; }

    public required IReadOnlyList<RecordedHeader> RequestHeaders { get; init; }

    public RecordedBody? RequestBody { get; init; }

    /// <summary>0 when the connection was cut before there was one.</summary>
    public required int Status { get; init; }

    public required IReadOnlyList<RecordedHeader> ResponseHeaders { get; init; }

    public RecordedBody? ResponseBody { get; init; }

    public RecordedFault? Fault { get; init; }

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Whether the connection was cut, by whichever side.</summary>
    public bool IsAborted { get; init; }

    public bool IsSuccess => Status is > 0 and < 400 && !IsAborted;

    public string Url => Origin + Path + Query;

    /// <summary>In bytes, roughly.</summary>
    public long Size => OverheadBytes + (RequestBody?.RetainedBytes ?? 0) + (ResponseBody?.RetainedBytes ?? 0)
        + (2L * (Origin.Length + Path.Length + Query.Length + CountCharacters(RequestHeaders) + CountCharacters(ResponseHeaders) + (Details.Refusal?.Message.Length ?? 0)));

    /// <summary>For the journal alone, once, before anybody sees it.</summary>
    public void AssignNumber(long number, string? warning)
    {
        Number = number;
        if (warning is not null)
            Warnings = [warning];
    }

    private static long CountCharacters(IReadOnlyList<RecordedHeader> headers)
    {
        long sum = 0;
        foreach (var header in headers)
            sum += header.Name.Length + header.Value.Length;
        return sum;
    }
}

/// <summary>What an exchange was about, as far as the service that answered knew.</summary>
internal sealed record RequestDetails
{
    /// <summary>Of an exchange that no service answered.</summary>
    public static RequestDetails None { get; } = new();

    public string? Client { get; init; }

    public string? User { get; init; }

    /// <summary>As graph-surface numbers it, or the login service's path behind the tenant; null for an address that nobody has.</summary>
    public string? Operation { get; init; }

    public string? OperationName { get; init; }

    /// <summary>Of the policy or the key set in the path.</summary>
    public string? Id { get; init; }

    /// <summary>Of the key in the path.</summary>
    public string? Key { get; init; }

    public string? RequestId { get; init; }

    public string? ClientRequestId { get; init; }

    public string? CorrelationId { get; init; }

    public RecordedRefusal? Refusal { get; init; }

    /// <summary>What the token brought; null when nobody asks for permissions, or nobody was recognised.</summary>
    public IReadOnlySet<string>? Granted { get; init; }

    /// <summary>Of which one suffices, the least privileged first; null where none is needed.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }
}

internal readonly record struct RecordedHeader(string Name, string Value);

/// <summary>Why an answer is a refusal.</summary>
/// <param name="Hint">What to do about it, as in the log.</param>
internal sealed record RecordedRefusal(string Code, string Message, string? Hint);

/// <summary>A fault that was set here, and what it did.</summary>
internal sealed record RecordedFault(string Rule, string What);

/// <summary>A body, as much of it as is kept.</summary>
/// <param name="Bytes">Masked; empty when nothing is kept.</param>
/// <param name="Length">Of all of it; null when nobody knows.</param>
/// <param name="OmittedReason">Why not; null when it is kept.</param>
internal sealed record RecordedBody(ReadOnlyMemory<byte> Bytes, long? Length, bool IsTruncated, string? OmittedReason)
{
    /// <summary>Of each body so much is kept.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>In bytes: what would be let go if nothing else held it.</summary>
    public int RetainedBytes => MemoryMarshal.TryGetArray(Bytes, out var segment) ? segment.Array!.Length : Bytes.Length;

    /// <summary>Keeps the beginning of bytes that never change. It is copied only where much more would stay because of it.</summary>
    public static RecordedBody From(ReadOnlyMemory<byte> bytes, long length) => bytes.Length <= MaxBytes
        ? new(bytes, length, bytes.Length < length, OmittedReason: null)
        : new(bytes.Length <= 2 * MaxBytes ? bytes[..MaxBytes] : bytes[..MaxBytes].ToArray(), length, IsTruncated: true, OmittedReason: null);

    /// <summary>The same of one whose length changed when it was masked.</summary>
    public static RecordedBody FromMasked(ReadOnlyMemory<byte> bytes, long length, bool isWhole) =>
        From(bytes, length) with { IsTruncated = !isWhole || bytes.Length > MaxBytes };

    public static RecordedBody Omitted(long? length, string why) => new(ReadOnlyMemory<byte>.Empty, length, IsTruncated: false, why);
}
