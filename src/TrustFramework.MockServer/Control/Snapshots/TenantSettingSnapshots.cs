using System.Text.Json.Serialization;
using System.Xml;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>How a clock was moved.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockSnapshot
{
    private static readonly TimeSpan MaxShift = ClockSetting.Latest - ClockSetting.Earliest;

    /// <summary>An ISO 8601 duration.</summary>
    public required string Shift { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FrozenAt { get; init; }

    public static ClockSnapshot From(ClockSetting clock, bool secrets) => new() { Shift = XmlConvert.ToString(clock.Shift), FrozenAt = clock.FrozenAt };

    public Reading<ClockSetting> Read() => Duration.Read(Shift) switch
    {
        not { } => new SnapshotError(".shift", "It is no ISO 8601 duration."),
        { } shift when shift > MaxShift || shift < -MaxShift => new SnapshotError(".shift", "It leads beyond the calendar."),
        { } when FrozenAt < ClockSetting.Earliest || FrozenAt > ClockSetting.Latest => new SnapshotError(".frozenAt", "It lies beyond the calendar."),
        { } shift => new ClockSetting(shift, FrozenAt),
    };
}

/// <summary>How a tenant was made.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SandboxSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Expires { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Domain { get; init; }

    public static SandboxSnapshot From(Sandbox sandbox, bool secrets) => new() { Expires = sandbox.Expires, Domain = sandbox.Domain };

    public Reading<Sandbox> Read() => Domain is { Length: 0 } ? new SnapshotError(".domain", "It is empty.") : new Sandbox(Expires, Domain);
}
