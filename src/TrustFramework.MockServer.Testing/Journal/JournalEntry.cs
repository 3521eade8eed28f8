namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>What a client sent, what it was answered, and why.</summary>
public sealed record JournalEntry
{
    /// <summary>Grows from exchange to exchange, over all tenants.</summary>
    public required long Number { get; init; }

    /// <summary>By the tenant's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Milliseconds by the machine's clock.</summary>
    public required double DurationMs { get; init; }

    public required Guid? Tenant { get; init; }

    /// <summary>The client's id; null when nobody was recognised.</summary>
    public required string? Client { get; init; }

    public required string? User { get; init; }

    /// <summary>Its number, as <c>P4</c>; null when nothing was meant that there is.</summary>
    public required string? Operation { get; init; }

    public required string? OperationName { get; init; }

    /// <summary>Of the policy or the key set.</summary>
    public required string? Id { get; init; }

    /// <summary>The <c>kid</c> of the key.</summary>
    public required string? Key { get; init; }

    public required string Method { get; init; }

    /// <summary>As it was asked, with its query; secrets in it are masked.</summary>
#pragma warning disable CA1056 // as it was asked, which need not be a URI
    public required string Url { get; init; }
#pragma warning restore CA1056

    public required int Status { get; init; }

    /// <summary>Null when it was not refused.</summary>
    public required JournalRefusal? Refusal { get; init; }

    public required JournalPermissions? Permissions { get; init; }

    /// <summary>The rule that hit it; null when none did.</summary>
    public required JournalFault? Fault { get; init; }

    /// <summary>What the client should not have done, such as coming back too early.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether the client went away before it had its answer.</summary>
    public required bool Aborted { get; init; }

    public required string? RequestId { get; init; }

    public required string? ClientRequestId { get; init; }

    public required string? CorrelationId { get; init; }

    public required JournalMessage Request { get; init; }

    public required JournalMessage Answer { get; init; }
}

/// <param name="Hint">What to do about it.</param>
public sealed record JournalRefusal(string Code, string Message, string? Hint);

/// <param name="Granted">By the token; null when nobody was recognised, or permissions are not asked for.</param>
/// <param name="Accepted">One of them is enough; the least privileged first.</param>
public sealed record JournalPermissions(IReadOnlyList<string>? Granted, IReadOnlyList<string>? Accepted);

/// <param name="Rule">The rule's id.</param>
/// <param name="What">What it did.</param>
public sealed record JournalFault(string Rule, string What);

/// <summary>A request or an answer.</summary>
/// <param name="Body">Null when there was none, or it was not read.</param>
public sealed record JournalMessage(IReadOnlyDictionary<string, string> Headers, JournalBody? Body);

/// <param name="Text">Null when it is no text, or not kept.</param>
/// <param name="Base64">What is no UTF-8.</param>
/// <param name="Length">Bytes, of all of it, as it was sent; null when it was not read to its end.</param>
/// <param name="Truncated">Whether there was more than is kept.</param>
/// <param name="NotKept">Why it is not; null when it is.</param>
public sealed record JournalBody(string? Text, string? Base64, long? Length, bool Truncated, string? NotKept);

internal sealed record JournalPage(int Matching, IReadOnlyList<JournalEntry> Entries);
