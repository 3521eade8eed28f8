using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>How a tenant's clock differs from the clock behind it.</summary>
/// <param name="Shift">How far it is ahead while it goes; zero while it stands.</param>
/// <param name="FrozenAt">The instant at which it stands; null while it goes.</param>
public sealed record ClockSetting(TimeSpan Shift, DateTimeOffset? FrozenAt) : ITenantRecord
{
    /// <summary>There is one in each tenant whose clock was touched.</summary>
    public const string SingletonId = "clock";

    /// <summary>Where clocks end. Unix seconds begin here.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>Short of the calendar's end: what is issued expires after it.</summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan MaxShift = Latest - Earliest;

    public static ClockSetting Default { get; } = new(TimeSpan.Zero, FrozenAt: null);

    public string Id => SingletonId;

    public DateTimeOffset Apply(DateTimeOffset baseTime) => FrozenAt ?? AddClamped(baseTime, Shift);

    /// <summary>Goes on from there, or stands there.</summary>
    public ClockSetting SetTo(DateTimeOffset instant, DateTimeOffset baseTime) =>
        FrozenAt is null ? new(instant - baseTime, FrozenAt: null) : new(TimeSpan.Zero, AddClamped(instant, TimeSpan.Zero));

    /// <param name="span">Negative: back.</param>
    public ClockSetting Advance(TimeSpan span) =>
        FrozenAt is { } instant ? new(TimeSpan.Zero, AddClamped(instant, span)) : new(Clamp(Shift + Clamp(span)), FrozenAt: null);

    public ClockSetting Freeze(DateTimeOffset baseTime) => new(TimeSpan.Zero, Apply(baseTime));

    /// <summary>Goes on from where it stands.</summary>
    public ClockSetting Resume(DateTimeOffset baseTime) => FrozenAt is { } instant ? new(instant - baseTime, FrozenAt: null) : this;

    private static DateTimeOffset AddClamped(DateTimeOffset instant, TimeSpan span) =>
        span > Latest - instant ? Latest : span < Earliest - instant ? Earliest : instant + span;

    private static TimeSpan Clamp(TimeSpan span) => span > MaxShift ? MaxShift : span < -MaxShift ? -MaxShift : span;
}

/// <summary>
/// What time it is, tenant by tenant: the server's clock, moved by what was set for everybody, moved by what was set for the tenant.
/// </summary>
public sealed class TenantClocks(ITenantStore store, TimeProvider time)
{
    public ValueTask<DateTimeOffset> GetUtcNowAsync(TenantId tenant) => ToTenantTimeAsync(tenant, time.GetUtcNow());

    /// <summary>What the tenant's clock says when the server's own says <paramref name="instant"/>.</summary>
    public async ValueTask<DateTimeOffset> ToTenantTimeAsync(TenantId tenant, DateTimeOffset instant) =>
        (await GetSettingAsync(tenant)).Apply(tenant == TenantId.Global ? instant : (await GetSettingAsync(TenantId.Global)).Apply(instant));

    /// <summary>Untouched unless somebody has touched it.</summary>
    public async ValueTask<ClockSetting> GetSettingAsync(TenantId tenant) => await store.FindAsync<ClockSetting>(tenant, ClockSetting.SingletonId) ?? ClockSetting.Default;

    /// <param name="change">From the setting and the clock behind it. Pure.</param>
    public async ValueTask<Result<DateTimeOffset, Refusal>> ChangeAsync(TenantId tenant, Func<ClockSetting, DateTimeOffset, ClockSetting> change)
    {
        var behind = await GetBaseTimeAsync(tenant);
        var changed = await store.ChangeAsync<ClockSetting>(tenant, ClockSetting.SingletonId, (current, _) => change(current ?? ClockSetting.Default, behind));
        return changed.Map(change => change.After.Apply(behind));
    }

    /// <summary>Back to the clock behind it.</summary>
    public async ValueTask ResetAsync(TenantId tenant) => await store.RemoveAsync<ClockSetting>(tenant, ClockSetting.SingletonId);

    /// <summary>The clock that a tenant's own setting is relative to.</summary>
    private async ValueTask<DateTimeOffset> GetBaseTimeAsync(TenantId tenant) =>
        tenant == TenantId.Global ? time.GetUtcNow() : (await GetSettingAsync(TenantId.Global)).Apply(time.GetUtcNow());
}
