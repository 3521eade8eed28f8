using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Faults.Kinds;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>A rule as JSON. Durations are ISO 8601, or hours, minutes and seconds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultResource
{
    /// <summary>Unique among the rules of its tenant, or among the global rules. The server generates an omitted id.</summary>
    public string? Id { get; init; }

    /// <summary>Null for all requests of both emulated services.</summary>
    public MatchResource? Match { get; init; }

    /// <summary>Null for every matching request.</summary>
    public TimingResource? When { get; init; }

    /// <summary>A slow response.</summary>
    public LatencyResource? Latency { get; init; }

    /// <summary>Another response.</summary>
    public OutcomeResource? Outcome { get; init; }

    /// <summary>A broken response.</summary>
    public ConnectionResource? Fault { get; init; }

    /// <summary>Another effect of a correct response.</summary>
    public BehaviorResource? Behavior { get; init; }

    /// <summary>How long the rule is active, by the clock of its tenant, or the global clock for a global rule.</summary>
    public string? TimeToLive { get; init; }

    /// <summary>Read only: the end of the time to live.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Read only: the number of matching requests.</summary>
    public long? Seen { get; init; }

    /// <summary>Read only: the number of requests that were hit.</summary>
    public long? Hits { get; init; }
}

/// <param name="Faults">In the order in which they are evaluated.</param>
internal sealed record FaultListResource(IReadOnlyList<FaultResource> Faults);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FaultResource))]
[JsonSerializable(typeof(FaultListResource))]
internal sealed partial class FaultJson : JsonSerializerContext
{
    public static FaultJson Wire { get; } = new(new JsonSerializerOptions(GraphJson.CreateOptions()) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
