using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests;

public sealed class TenantClocksTests
{
    private static readonly TenantId TenantA = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly TenantId TenantB = new(new Guid("00000000-0000-0000-0000-000000000002"));

    private readonly FakeClock _serverClock = new();
    private readonly TenantClocks _clocks;

    public TenantClocksTests() => _clocks = new TenantClocks(new InMemoryTenantStore(), _serverClock);

    private DateTimeOffset Start { get; } = new FakeClock().Now;

    [Fact]
    public async Task An_unset_clock_follows_the_server_clock()
    {
        _serverClock.Now += TimeSpan.FromHours(3);

        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(Start.AddHours(3));
        (await _clocks.GetSettingAsync(TenantA)).Should().Be(ClockSetting.Default);
    }

    [Fact]
    public async Task A_set_clock_continues_from_there_and_affects_no_other_tenant()
    {
        await _clocks.ChangeAsync(TenantA, (clock, baseTime) => clock.SetTo(Start.AddYears(1), baseTime));

        _serverClock.Now += TimeSpan.FromMinutes(1);

        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(Start.AddYears(1).AddMinutes(1));
        (await _clocks.GetUtcNowAsync(TenantB)).Should().Be(Start.AddMinutes(1));
    }

    [Fact]
    public async Task A_frozen_clock_can_be_moved_and_resumes_from_where_it_stopped()
    {
        (await _clocks.ChangeAsync(TenantA, (clock, baseTime) => clock.Freeze(baseTime))).Value.Should().Be(Start);
        _serverClock.Now += TimeSpan.FromHours(1);
        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(Start);
        (await _clocks.ChangeAsync(TenantA, (clock, _) => clock.Advance(TimeSpan.FromDays(1)))).Value.Should().Be(Start.AddDays(1));
        (await _clocks.ChangeAsync(TenantA, (clock, baseTime) => clock.SetTo(Start.AddDays(2), baseTime))).Value.Should().Be(Start.AddDays(2));

        (await _clocks.ChangeAsync(TenantA, (clock, baseTime) => clock.Resume(baseTime))).Value.Should().Be(Start.AddDays(2));
        _serverClock.Now += TimeSpan.FromHours(1);
        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(Start.AddDays(2).AddHours(1));
    }

    [Fact]
    public async Task A_tenant_clock_setting_applies_on_top_of_the_global_one()
    {
        await _clocks.ChangeAsync(TenantA, (clock, _) => clock.Advance(TimeSpan.FromHours(1)));
        await _clocks.ChangeAsync(TenantId.Global, (clock, _) => clock.Advance(TimeSpan.FromDays(1)));

        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(Start.AddDays(1).AddHours(1));
        (await _clocks.GetUtcNowAsync(TenantB)).Should().Be(Start.AddDays(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_stays_within_the_supported_range(int sign)
    {
        for (var i = 0; i < 5; i++)
            await _clocks.ChangeAsync(TenantA, (clock, _) => clock.Advance(sign * TimeSpan.MaxValue));

        (await _clocks.GetUtcNowAsync(TenantA)).Should().Be(sign > 0 ? ClockSetting.Latest : ClockSetting.Earliest);
    }
}
