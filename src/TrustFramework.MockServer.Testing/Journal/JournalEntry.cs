namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>One recorded request and its response.</summary>
public sealed record JournalEntry
{
    /// <summary>Ascending over all tenants.</summary>
    public required long Number { get; init; }

    /// <summary>By the tenant's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Milliseconds by the machine's clock.</summary>
    public required double DurationMs { get; init; }

    public required Guid? Tenant { get; init; }

    /// <summary>The client id; null for an unauthenticated request.</summary>
    public required string? Client { get; init; }

    public required string? User { get; init; }

    /// <summary>The number, for example <c>P4</c>; null when no route matched.</summary>
    public required string? Operation { get; init; }

    public required string? OperationName { get; init; }

    /// <summary>The id of the policy or key set.</summary>
    public required string? Id { get; init; }

    /// <summary>The <c>kid</c> of the key.</summary>
    public required string? Key { get; init; }

    public required string Method { get; init; }

    /// <summary>As requested, with the query; secrets are masked.</summary>
#pragma warning disable CA1056 // as requested, which may not be a valid URI
    public required string Url { get; init; }
#pragma warning restore CA1056

    public required int Status { get; init; }

    /// <summary>Null unless the request was refused.</summary>
    public required JournalRefusal? Refusal { get; init; }

    public required JournalPermissions? Permissions { get; init; }

    /// <summary>The injected fault; null if there was none.</summary>
    public required JournalFault? Fault { get; init; }

    /// <summary>What the client did wrong, for example retrying too early.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether the client or the server closed the connection early.</summary>
    public required bool Aborted { get; init; }

    public required string? RequestId { get; init; }

    public required string? ClientRequestId { get; init; }

    public required string? CorrelationId { get; init; }

    public required JournalMessage Request { get; init; }

    public required JournalMessage Answer { get; init; }
}

/// <param name="Hint">The suggested fix.</param>
public sealed record JournalRefusal(string Code, string Message, string? Hint);

/// <param name="Granted">The permissions in the token; null for an unauthenticated request, or when permissions are not checked.</param>
/// <param name="Accepted">The permissions of which one suffices, the least privileged first.</param>
public sealed record JournalPermissions(IReadOnlyList<string>? Granted, IReadOnlyList<string>? Accepted);

/// <param name="Rule">The rule's id.</param>
/// <param name="What">Its effect.</param>
public sealed record JournalFault(string Rule, string What);

/// <summary>A request or a response.</summary>
/// <param name="Body">Null when there was none.</param>
public sealed record JournalMessage(IReadOnlyDictionary<string, string> Headers, JournalBody? Body);

/// <param name="Text">Null when the body is not text, or is not kept.</param>
/// <param name="Base64">A body that is not UTF-8.</param>
/// <param name="Length">The length of the whole body in bytes, without compression; null when it is unknown.</param>
/// <param name="Truncated">Whether only the beginning is kept.</param>
/// <param name="NotKept">Why the body is not kept; null when it is.</param>
public sealed record JournalBody(string? Text, string? Base64, long? Length, bool Truncated, string? NotKept);

internal sealed record JournalPage(int Matching, IReadOnlyList<JournalEntry> Entries);
