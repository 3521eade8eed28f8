using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>The difference between a tenant's clock and its base time.</summary>
/// <param name="Shift">How far the running clock is ahead of the base time; zero while the clock is frozen.</param>
/// <param name="FrozenAt">The time of a frozen clock; null while the clock runs.</param>
public sealed record ClockSetting(TimeSpan Shift, DateTimeOffset? FrozenAt) : ITenantRecord
{
    /// <summary>A tenant has at most one setting.</summary>
    public const string SingletonId = "clock";

    /// <summary>The earliest time of a clock: the beginning of Unix time.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>The latest time of a clock. It leaves room before the end of the calendar for expiry times.</summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan MaxShift = Latest - Earliest;

    public static ClockSetting Default { get; } = new(TimeSpan.Zero, FrozenAt: null);

    public string Id => SingletonId;

    public DateTimeOffset Apply(DateTimeOffset baseTime) => FrozenAt ?? AddClamped(baseTime, Shift);

    /// <summary>A running clock continues from <paramref name="instant"/>; a frozen one stays at it.</summary>
    public ClockSetting SetTo(DateTimeOffset instant, DateTimeOffset baseTime) =>
        FrozenAt is null ? new(instant - baseTime, FrozenAt: null) : new(TimeSpan.Zero, AddClamped(instant, TimeSpan.Zero));

    /// <param name="span">A negative span moves the clock back.</param>
    public ClockSetting Advance(TimeSpan span) =>
        FrozenAt is { } instant ? new(TimeSpan.Zero, AddClamped(instant, span)) : new(Clamp(Shift + Clamp(span)), FrozenAt: null);

    public ClockSetting Freeze(DateTimeOffset baseTime) => new(TimeSpan.Zero, Apply(baseTime));

    /// <summary>The clock continues from the time at which it is frozen.</summary>
    public ClockSetting Resume(DateTimeOffset baseTime) => FrozenAt is { } instant ? new(instant - baseTime, FrozenAt: null) : this;

    private static DateTimeOffset AddClamped(DateTimeOffset instant, TimeSpan span) =>
        span > Latest - instant ? Latest : span < Earliest - instant ? Earliest : instant + span;

    private static TimeSpan Clamp(TimeSpan span) => span > MaxShift ? MaxShift : span < -MaxShift ? -MaxShift : span;
}

/// <summary>The current time of each tenant: the server's clock, changed by the global setting, changed by the tenant's setting.</summary>
public sealed class TenantClocks(ITenantStore store, TimeProvider time)
{
    private static readonly TimeSpan MaxWaitForApproximateTime = TimeSpan.FromSeconds(1);

    public ValueTask<DateTimeOffset> GetUtcNowAsync(TenantId tenant) => ToTenantTimeAsync(tenant, time.GetUtcNow());

    /// <summary>Converts a time of the server's clock to the tenant's clock, or leaves it as it is when the store is not available or slow.</summary>
    public async ValueTask<DateTimeOffset> ToApproximateTenantTimeAsync(TenantId tenant, DateTimeOffset instant)
    {
        try
        {
            var conversion = ToTenantTimeAsync(tenant, instant);
            return conversion.IsCompleted ? await conversion : await conversion.AsTask().WaitAsync(MaxWaitForApproximateTime);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
            return instant;
        }
    }

    /// <summary>Converts a time of the server's clock to the tenant's clock.</summary>
    public async ValueTask<DateTimeOffset> ToTenantTimeAsync(TenantId tenant, DateTimeOffset instant) =>
        (await GetSettingAsync(tenant)).Apply(tenant == TenantId.Global ? instant : (await GetSettingAsync(TenantId.Global)).Apply(instant));

    /// <summary>The default setting unless the clock was changed.</summary>
    public async ValueTask<ClockSetting> GetSettingAsync(TenantId tenant) => await store.FindAsync<ClockSetting>(tenant, ClockSetting.SingletonId) ?? ClockSetting.Default;

    /// <summary>Changes the setting and returns the tenant's new time.</summary>
    /// <param name="change">Computes the new setting from the current setting and the base time. Pure.</param>
    public async ValueTask<Result<DateTimeOffset, Refusal>> ChangeAsync(TenantId tenant, Func<ClockSetting, DateTimeOffset, ClockSetting> change)
    {
        var baseTime = await GetBaseTimeAsync(tenant);
        var changed = await store.ChangeAsync<ClockSetting>(tenant, ClockSetting.SingletonId, (current, _) => change(current ?? ClockSetting.Default, baseTime));
        return changed.Map(applied => applied.After.Apply(baseTime));
    }

    /// <summary>Returns the clock to its base time.</summary>
    public async ValueTask ResetAsync(TenantId tenant) => await store.RemoveAsync<ClockSetting>(tenant, ClockSetting.SingletonId);

    /// <summary>The time that the tenant's setting is relative to.</summary>
    private async ValueTask<DateTimeOffset> GetBaseTimeAsync(TenantId tenant) =>
        tenant == TenantId.Global ? time.GetUtcNow() : (await GetSettingAsync(TenantId.Global)).Apply(time.GetUtcNow());
}
