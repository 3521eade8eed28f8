using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Tracing;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The execution of a journey.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
internal sealed record JourneySnapshot
{
    public required string Id { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string Policy { get; init; }

    public required JourneyRequestSnapshot Request { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClaimSnapshot>? Claims { get; init; }

    public required IReadOnlyList<JourneyPosition> Positions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Answering { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetExchange { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PendingPageSnapshot? Page { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JourneyResultSnapshot? Result { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JourneyErrorSnapshot? Error { get; init; }

    /// <summary>Null for none, like in the other members.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<ClaimSnapshot>>? SessionClaims { get; init; }

    public required int StepCount { get; init; }

    public required IReadOnlyList<TraceEntrySnapshot> Trace { get; init; }

    public static JourneySnapshot From(StoredJourney journey, bool secrets) => new()
    {
        Id = journey.Id,
        Expires = journey.Expires,
        Policy = journey.PolicyId,
        Answering = journey.IsAnswering,
        Request = JourneyRequestSnapshot.From(journey.Execution.Request),
        Claims = ClaimSnapshot.FromBag(journey.Execution.Claims) is { Count: > 0 } claims ? claims : null,
        Positions = journey.Execution.Positions,
        TargetExchange = journey.Execution.TargetExchangeId,
        Page = journey.Execution.Page is { } page ? PendingPageSnapshot.From(page) : null,
        Result = journey.Execution.Result is { } result ? new JourneyResultSnapshot(result.IssuerProfileId, result.Format, ClaimSnapshot.FromBag(result.Claims)) : null,
        Error = journey.Execution.Error is { } error ? JourneyErrorSnapshot.From(error) : null,
        SessionClaims = FromBags(journey.Execution.SessionClaims),
        StepCount = journey.Execution.StepCount,
        Trace = [.. journey.Execution.Trace.Select(TraceEntrySnapshot.From)],
    };

    public Result<StoredJourney, SnapshotError> Read()
    {
        if (!GrantStore.IsValidId(Id))
            return new SnapshotError(".id", "The value is not the id of a journey.");
        if (ClaimSnapshot.ReadBag(Claims ?? []) is not { } claims || ReadBags(SessionClaims) is not { } sessionClaims || ReadBags(Request.SessionClaims) is not { } requestClaims)
            return new SnapshotError(".claims", ClaimSnapshot.InvalidClaims);
        var resultClaims = Result is null ? ClaimsBag.Empty : ClaimSnapshot.ReadBag(Result.Claims);
        if (resultClaims is null)
            return new SnapshotError(".result.claims", ClaimSnapshot.InvalidClaims);
        return new StoredJourney(Id, Expires, Policy, new JourneyExecution
        {
            Request = Request.Read(requestClaims),
            Claims = claims,
            Positions = [.. Positions],
            TargetExchangeId = TargetExchange,
            Page = Page?.Read(),
            Result = Result is { } result ? new JourneyResult(result.IssuerProfile, result.Format, resultClaims) : null,
            Error = Error?.Read(),
            SessionClaims = sessionClaims,
            StepCount = StepCount,
            Trace = [.. Trace.Select(entry => entry.Read())],
        })
        {
            IsAnswering = Answering,
        };
    }

    internal static IReadOnlyDictionary<string, IReadOnlyList<ClaimSnapshot>>? FromBags(ImmutableSortedDictionary<string, ClaimsBag> bags) => bags.IsEmpty
        ? null
        : bags.ToDictionary(bag => bag.Key, bag => ClaimSnapshot.FromBag(bag.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null if a claim is not valid.</summary>
    private static ImmutableSortedDictionary<string, ClaimsBag>? ReadBags(IReadOnlyDictionary<string, IReadOnlyList<ClaimSnapshot>>? bags)
    {
        var read = (bags ?? new Dictionary<string, IReadOnlyList<ClaimSnapshot>>(StringComparer.Ordinal)).Select(bag => (bag.Key, Claims: ClaimSnapshot.ReadBag(bag.Value))).ToList();
        return read.TrueForAll(bag => bag.Claims is not null) ? read.Aggregate(JourneyRequest.NoSession, (all, bag) => all.SetItem(bag.Key, bag.Claims!)) : null;
    }
}

/// <summary>The request of a journey.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JourneyRequestSnapshot
{
    public required string CorrelationId { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required string HostName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IpAddress { get; init; }

    public required bool KeepSignedIn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<ClaimSnapshot>>? SessionClaims { get; init; }

    public static JourneyRequestSnapshot From(JourneyRequest request) => new()
    {
        CorrelationId = request.CorrelationId,
        Parameters = request.Parameters,
        HostName = request.HostName,
        IpAddress = request.IpAddress,
        KeepSignedIn = request.KeepSignedIn,
        SessionClaims = JourneySnapshot.FromBags(request.SessionClaims),
    };

    public JourneyRequest Read(ImmutableSortedDictionary<string, ClaimsBag> sessionClaims) => new()
    {
        CorrelationId = CorrelationId,
        Parameters = Parameters.Aggregate(JourneyRequest.NoParameters, (all, parameter) => all.SetItem(parameter.Key, parameter.Value)),
        HostName = HostName,
        IpAddress = IpAddress,
        KeepSignedIn = KeepSignedIn,
        SessionClaims = sessionClaims,
    };
}

/// <summary>The page that a journey waits at.</summary>
internal sealed record PendingPageSnapshot(int Step, int Failures)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TechnicalProfile { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    public static PendingPageSnapshot From(PendingPage page) => new(page.StepOrder, page.Failures) { TechnicalProfile = page.TechnicalProfileId, Message = page.Message };

    public PendingPage Read() => new(Step, TechnicalProfile, Message, Failures);
}

/// <summary>Something that happened in a journey.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TraceEntrySnapshot
{
    public required TraceKind Kind { get; init; }

    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Step { get; init; }

    public required DateTimeOffset Time { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TracedClaimSnapshot>? Input { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TracedClaimSnapshot>? Output { get; init; }

    public static TraceEntrySnapshot From(TraceEntry entry) => new()
    {
        Kind = entry.Kind,
        Id = entry.Id,
        Detail = entry.Detail,
        Step = entry.StepOrder,
        Time = entry.Time,
        Input = From(entry.Input),
        Output = From(entry.Output),
    };

    public TraceEntry Read() => new(Kind, Id, Detail) { StepOrder = Step, Time = Time, Input = Read(Input), Output = Read(Output) };

    private static IReadOnlyList<TracedClaimSnapshot>? From(ImmutableArray<TracedClaim> claims) =>
        claims.IsEmpty ? null : [.. claims.Select(claim => new TracedClaimSnapshot { Type = claim.ClaimType, Value = claim.Value })];

    private static ImmutableArray<TracedClaim> Read(IReadOnlyList<TracedClaimSnapshot>? claims) => [.. (claims ?? []).Select(claim => new TracedClaim(claim.Type, claim.Value))];
}

/// <summary>A claim in a trace.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TracedClaimSnapshot
{
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }
}

/// <summary>The result of a journey.</summary>
internal sealed record JourneyResultSnapshot(string IssuerProfile, string Format, IReadOnlyList<ClaimSnapshot> Claims);

/// <summary>The error of a journey.</summary>
/// <param name="Kind"><c>failed</c>, <c>refused</c>, <c>unsupported</c> or <c>custom</c>.</param>
internal sealed record JourneyErrorSnapshot(string Kind, string Code, string Message)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    public static JourneyErrorSnapshot From(JourneyError error) => error switch
    {
        JourneyError.Refused => new JourneyErrorSnapshot("refused", error.Code, error.Message) { Detail = error.Detail },
        JourneyError.Unsupported(var element, var reason) => new JourneyErrorSnapshot("unsupported", element, reason),
        JourneyError.Custom(var code, var message) => new JourneyErrorSnapshot("custom", code, message),
        _ => new JourneyErrorSnapshot("failed", error.Code, error.Message) { Detail = error.Detail },
    };

    public JourneyError Read() => Kind switch
    {
        "refused" => new JourneyError.Refused(Code, Message) { Detail = Detail },
        "unsupported" => new JourneyError.Unsupported(Code, Message),
        "custom" => new JourneyError.Custom(Code, Message),
        _ => new JourneyError.Failed(Code, Message) { Detail = Detail },
    };
}
