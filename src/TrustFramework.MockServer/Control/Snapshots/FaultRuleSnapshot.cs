using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Faults;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A fault rule. How often it hit is not kept: it begins to count anew.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRuleSnapshot
{
    public required long Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>As its endpoint has it.</summary>
    public required JsonElement Rule { get; init; }

    public static FaultRuleSnapshot From(FaultRule rule, bool secrets) => new()
    {
        Order = rule.Order,
        Expires = rule.Expires,
        Rule = JsonSerializer.SerializeToElement(FaultResource.From(rule, count: null) with { Expires = null }, FaultJson.Wire.FaultResource),
    };

    public Reading<FaultRule> Read()
    {
        try
        {
            var wire = Rule.Deserialize(FaultJson.Wire.FaultResource) ?? new FaultResource();
            return FaultRuleReader.Read(wire, wire.Id ?? "", Order, DateTimeOffset.UnixEpoch, out var fault) is { } rule
                ? rule with { Expires = Expires }
                : new SnapshotError(".rule", fault!);
        }
        catch (JsonException unread)
        {
            return new SnapshotError(".rule", unread.Message);
        }
    }
}
