using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>How a tenant's clock differs from the clock behind it.</summary>
/// <param name="Shift">How far it is ahead while it goes; zero while it stands.</param>
/// <param name="FrozenAt">The instant at which it stands; null while it goes.</param>
public sealed record ClockSetting(TimeSpan Shift, DateTimeOffset? FrozenAt) : ITenantRecord
{
    /// <summary>There is one in each tenant whose clock was touched.</summary>
    public const string OnlyId = "clock";

    /// <summary>Where clocks end. Unix seconds begin here.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>Short of the calendar's end: what is issued expires after it.</summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Most = Latest - Earliest;

    public static ClockSetting Untouched { get; } = new(TimeSpan.Zero, FrozenAt: null);

    public string Id => OnlyId;

    public DateTimeOffset Read(DateTimeOffset behind) => FrozenAt ?? Moved(behind, Shift);

    /// <summary>Goes on from there, or stands there.</summary>
    public ClockSetting SetTo(DateTimeOffset instant, DateTimeOffset behind) =>
        FrozenAt is null ? new(instant - behind, FrozenAt: null) : new(TimeSpan.Zero, Moved(instant, TimeSpan.Zero));

    /// <param name="span">Negative: back.</param>
    public ClockSetting Advance(TimeSpan span) =>
        FrozenAt is { } instant ? new(TimeSpan.Zero, Moved(instant, span)) : new(Bounded(Shift + Bounded(span)), FrozenAt: null);

    public ClockSetting Freeze(DateTimeOffset behind) => new(TimeSpan.Zero, Read(behind));

    /// <summary>Goes on from where it stands.</summary>
    public ClockSetting Resume(DateTimeOffset behind) => FrozenAt is { } instant ? new(instant - behind, FrozenAt: null) : this;

    private static DateTimeOffset Moved(DateTimeOffset instant, TimeSpan span) =>
        span > Latest - instant ? Latest : span < Earliest - instant ? Earliest : instant + span;

    private static TimeSpan Bounded(TimeSpan span) => span > Most ? Most : span < -Most ? -Most : span;
}

/// <summary>
/// What time it is, tenant by tenant: the server's clock, moved by what was set for everybody, moved by what was set for the tenant.
/// </summary>
public sealed class TenantClocks(ITenantStore store, TimeProvider time)
{
    public ValueTask<DateTimeOffset> NowAsync(TenantId tenant) => ReadAsync(tenant, time.GetUtcNow());

    /// <summary>What the tenant's clock says when the server's own says <paramref name="instant"/>.</summary>
    public async ValueTask<DateTimeOffset> ReadAsync(TenantId tenant, DateTimeOffset instant) =>
        (await FindAsync(tenant)).Read(tenant == TenantId.Everyone ? instant : (await FindAsync(TenantId.Everyone)).Read(instant));

    /// <summary>Untouched unless somebody has touched it.</summary>
    public async ValueTask<ClockSetting> FindAsync(TenantId tenant) => await store.FindAsync<ClockSetting>(tenant, ClockSetting.OnlyId) ?? ClockSetting.Untouched;

    /// <param name="change">From the setting and the clock behind it. Pure.</param>
    public async ValueTask<Outcome<DateTimeOffset>> ChangeAsync(TenantId tenant, Func<ClockSetting, DateTimeOffset, ClockSetting> change)
    {
        var behind = await BehindAsync(tenant);
        var changed = await store.ChangeAsync<ClockSetting>(tenant, ClockSetting.OnlyId, (current, _) => change(current ?? ClockSetting.Untouched, behind));
        return changed.Map(change => change.After.Read(behind));
    }

    /// <summary>Back to the clock behind it.</summary>
    public async ValueTask ForgetAsync(TenantId tenant) => await store.RemoveAsync<ClockSetting>(tenant, ClockSetting.OnlyId);

    /// <summary>The clock that a tenant's own setting is relative to.</summary>
    private async ValueTask<DateTimeOffset> BehindAsync(TenantId tenant) =>
        tenant == TenantId.Everyone ? time.GetUtcNow() : (await FindAsync(TenantId.Everyone)).Read(time.GetUtcNow());
}
