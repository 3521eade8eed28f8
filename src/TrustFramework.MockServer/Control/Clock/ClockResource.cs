using System.Text.Json.Serialization;
using System.Xml;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Clock;

/// <summary>The current state of a clock.</summary>
internal sealed record ClockResource
{
    public required DateTimeOffset Now { get; init; }

    public required bool Frozen { get; init; }

    /// <summary>The difference from the base clock as an ISO 8601 duration; null while the clock is frozen.</summary>
    public required string? Shift { get; init; }

    public static async Task<Ok<ClockResource>> GetAsync(TenantId tenant, TenantClocks clocks)
    {
        var setting = await clocks.GetSettingAsync(tenant);
        return TypedResults.Ok(new ClockResource
        {
            Now = await clocks.GetUtcNowAsync(tenant),
            Frozen = setting.FrozenAt is not null,
            Shift = setting.FrozenAt is null ? XmlConvert.ToString(setting.Shift) : null,
        });
    }

    public static async Task<IResult> ChangeAsync(TenantId tenant, TenantClocks clocks, Func<ClockSetting, DateTimeOffset, ClockSetting> change)
    {
        var changed = await clocks.ChangeAsync(tenant, change);
        return changed.Error is { } refusal ? new RefusalResult(refusal) : await GetAsync(tenant, clocks);
    }
}

/// <summary><c>{"now":"2027-01-01T00:00:00Z"}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockInstant
{
    public DateTimeOffset? Now { get; init; }

    [JsonIgnore]
    public ControlProblem? Refusal => Now >= ClockSetting.Earliest && Now <= ClockSetting.Latest
        ? null
        : ControlProblem.BadRequest($"Write {{\"now\":\"2027-01-01T00:00:00Z\"}}: an instant from {ClockSetting.Earliest:yyyy} to {ClockSetting.Latest:yyyy}, with its offset from UTC.");
}

/// <summary><c>{"by":"PT2H"}</c>, <c>{"by":"-P1D"}</c>, or <c>{"by":"02:00:00"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockSpan
{
    public static ControlProblem Unreadable { get; } =
        ControlProblem.BadRequest("Write {\"by\":\"PT2H\"}: an ISO 8601 duration, or hours, minutes and seconds as in 02:00:00. A leading minus moves the clock back.");

    public string? By { get; init; }

    /// <summary>Null when the value is not a duration.</summary>
    public TimeSpan? Read() => Duration.Read(By);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ClockResource))]
[JsonSerializable(typeof(ClockInstant))]
[JsonSerializable(typeof(ClockSpan))]
internal sealed partial class ClockJson : JsonSerializerContext
{
    public static ClockJson Wire { get; } = new(GraphJson.CreateOptions());
}
