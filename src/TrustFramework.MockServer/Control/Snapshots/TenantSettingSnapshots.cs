using System.Text.Json.Serialization;
using System.Xml;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The setting of a clock.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockSnapshot
{
    private static readonly TimeSpan MaxShift = ClockSetting.Latest - ClockSetting.Earliest;

    /// <summary>An ISO 8601 duration.</summary>
    public required string Shift { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FrozenAt { get; init; }

    public static ClockSnapshot From(ClockSetting clock, bool secrets) => new() { Shift = XmlConvert.ToString(clock.Shift), FrozenAt = clock.FrozenAt };

    public Result<ClockSetting, SnapshotError> Read() => Duration.Read(Shift) switch
    {
        null => new SnapshotError(".shift", "The value is not an ISO 8601 duration."),
        { } shift when shift > MaxShift || shift < -MaxShift => new SnapshotError(".shift", "The clock would leave the supported range of dates."),
        { } when FrozenAt < ClockSetting.Earliest || FrozenAt > ClockSetting.Latest => new SnapshotError(".frozenAt", "The value is outside the supported range of dates."),
        { } shift => new ClockSetting(shift, FrozenAt),
    };
}

/// <summary>A tenant that was created through the control plane.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SandboxSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Expires { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Domain { get; init; }

    public static SandboxSnapshot From(Sandbox sandbox, bool secrets) => new() { Expires = sandbox.Expires, Domain = sandbox.Domain };

    public Result<Sandbox, SnapshotError> Read() => Domain is not null && !TenantProfile.IsValidDomain(Domain)
        ? new SnapshotError(".domain", "The value is not a domain name.")
        : new Sandbox(Expires, Domain);
}
