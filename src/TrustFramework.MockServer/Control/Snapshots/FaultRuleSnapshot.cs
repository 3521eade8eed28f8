using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A fault rule. The counts of its hits are not part of a snapshot and start at zero.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRuleSnapshot
{
    public required long Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>How many requests the rule has matched; omitted for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Seen { get; init; }

    /// <summary>How many of them it hit; omitted for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Hits { get; init; }

    /// <summary>The rule as its endpoint returns it.</summary>
    public required JsonElement Rule { get; init; }

    public static FaultRuleSnapshot From(FaultRule rule, bool secrets) => new()
    {
        Order = rule.Order,
        Expires = rule.Expires,
        Seen = rule.Seen,
        Hits = rule.Hits,
        Rule = JsonSerializer.SerializeToElement(rule.Definition, FaultJson.Wire.FaultResource),
    };

    public Result<FaultRule, SnapshotError> Read()
    {
        if (Hits < 0 || Seen < Hits)
            return new SnapshotError(".hits", "The value is not between 0 and 'seen'.");
        try
        {
            var definition = Rule.Deserialize(FaultJson.Wire.FaultResource) ?? new FaultResource();
            return FaultRuleReader.Read(definition, definition.Id ?? "", Order, DateTimeOffset.UnixEpoch).TryGetValue(out var rule, out var error)
                ? rule with { Expires = Expires, Seen = Seen, Hits = Hits }
                : new SnapshotError(".rule", error);
        }
        catch (JsonException exception)
        {
            return new SnapshotError(".rule", JsonErrorText.Describe(exception, FaultJson.Wire.FaultResource));
        }
    }
}
