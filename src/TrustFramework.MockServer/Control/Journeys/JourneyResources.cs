using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Tracing;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Starts a journey.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewJourney
{
    /// <summary>The policy, in any letter case.</summary>
    public string? Policy { get; init; }

    /// <summary>The parameters of the authorization request. Those that are missing have defaults.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The answers to the first pages, in order.</summary>
    public IReadOnlyList<JourneyAnswerResource>? Answers { get; init; }
}

/// <summary>The answer to a page: claims, a link or a claims exchange.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JourneyAnswerResource
{
    public IReadOnlyDictionary<string, string>? Claims { get; init; }

    public string? Link { get; init; }

    public string? Exchange { get; init; }

    /// <summary>Null if the answer has none of the members or more than one, or names a claim twice.</summary>
    public JourneyAnswer? Read()
    {
        var claims = (Claims ?? new Dictionary<string, string>(StringComparer.Ordinal)).Aggregate(new JourneyAnswer().Claims, (all, claim) => all.SetItem(claim.Key, claim.Value));
        return new object?[] { Claims, Link, Exchange }.Count(member => member is not null) == 1 && claims.Count == (Claims?.Count ?? 0)
            ? new JourneyAnswer { Claims = claims, Link = Link, Exchange = Exchange }
            : null;
    }
}

/// <summary>The state of a journey.</summary>
/// <param name="Status"><c>waiting</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Stop">What the journey waits for.</param>
internal sealed record JourneyResource(
    string Id, string Policy, string Status, JourneyStopResource? Stop, JourneyResultResource? Result, JourneyErrorResource? Error, IReadOnlyList<TraceEntryResource> Trace)
{
    public const string Waiting = "waiting";
    public const string Completed = "completed";
    public const string Failed = "failed";
}

/// <summary>What a journey waits for.</summary>
/// <param name="Kind"><c>page</c></param>
internal sealed record JourneyStopResource(
    string Kind, int Step, string? TechnicalProfile, string? ContentDefinition, IReadOnlyList<PageFieldResource> Fields, IReadOnlyList<PageChoiceResource> Choices, IReadOnlyList<string> Links, string? Message)
{
    public static JourneyStopResource From(JourneyStop stop) => new(
        "page",
        stop.StepOrder,
        stop.TechnicalProfileId,
        stop.ContentDefinitionId,
        [.. stop.Fields.Select(field => new PageFieldResource(
            field.ClaimTypeId, field.Label, field.Type, field.IsRequired, field.IsReadOnly, field.Value, [.. field.Options.Select(option => new FieldOptionResource(option.Text, option.Value, option.IsDefault))]))],
        [.. stop.Choices.Select(choice => new PageChoiceResource(choice.ExchangeId, choice.Name))],
        stop.Links,
        stop.Message);
}

/// <summary>A claim on a page.</summary>
internal sealed record PageFieldResource(string Claim, string Label, string Type, bool Required, bool ReadOnly, string? Value, IReadOnlyList<FieldOptionResource> Options);

/// <summary>A value that can be chosen.</summary>
internal sealed record FieldOptionResource(string Text, string Value, bool Selected);

/// <summary>A claims provider that can be chosen.</summary>
internal sealed record PageChoiceResource(string Exchange, string Name);

/// <summary>The result of a completed journey.</summary>
/// <param name="Claims">All claims of the journey as text. Passwords are never among them.</param>
internal sealed record JourneyResultResource(IReadOnlyDictionary<string, string> Claims, string? IdToken, string? AccessToken, string? RefreshToken);

/// <summary>Why a journey failed.</summary>
/// <param name="Detail">What happened, if the message does not say it.</param>
internal sealed record JourneyErrorResource(string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);

/// <summary>Something that happened in a journey.</summary>
/// <param name="Input">The claims that a technical profile or transformation received.</param>
/// <param name="Output">The claims that it set; null for one that it removed.</param>
internal sealed record TraceEntryResource(
    string Kind, string Id, int? Step, DateTimeOffset Time, string? Detail, IReadOnlyDictionary<string, string?> Input, IReadOnlyDictionary<string, string?> Output)
{
    public static TraceEntryResource From(TraceEntry entry) => new(
        char.ToLowerInvariant(entry.Kind.ToString()[0]) + entry.Kind.ToString()[1..], entry.Id, entry.StepOrder, entry.Time, entry.Detail, GetClaims(entry.Input), GetClaims(entry.Output));

    private static Dictionary<string, string?> GetClaims(IEnumerable<TracedClaim> claims) =>
        claims.DistinctBy(claim => claim.ClaimType, StringComparer.OrdinalIgnoreCase).ToDictionary(claim => claim.ClaimType, claim => claim.Value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The JSON of journeys.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NewJourney))]
[JsonSerializable(typeof(JourneyAnswerResource[]))]
[JsonSerializable(typeof(JourneyResource))]
internal sealed partial class JourneyJson : JsonSerializerContext
{
    public static JourneyJson Wire { get; } = new(GraphJson.CreateOptions());

    /// <summary>The same, with line breaks for people.</summary>
    public static JourneyJson Indented { get; } = new(new JsonSerializerOptions(GraphJson.CreateOptions()) { WriteIndented = true });
}
