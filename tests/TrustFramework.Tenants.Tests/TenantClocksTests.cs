using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests;

public sealed class TenantClocksTests
{
    private static readonly TenantId Here = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly TenantId Elsewhere = new(new Guid("00000000-0000-0000-0000-000000000002"));

    private readonly FakeClock _server = new();
    private readonly TenantClocks _clocks;

    public TenantClocksTests() => _clocks = new TenantClocks(new InMemoryTenantStore(), _server);

    private DateTimeOffset Start { get; } = new FakeClock().Now;

    [Fact]
    public async Task A_clock_that_nobody_touched_is_the_servers()
    {
        _server.Now += TimeSpan.FromHours(3);

        (await _clocks.GetUtcNowAsync(Here)).Should().Be(Start.AddHours(3));
        (await _clocks.GetSettingAsync(Here)).Should().Be(ClockSetting.Default);
    }

    [Fact]
    public async Task A_clock_that_was_set_goes_on_from_there_and_in_no_other_tenant()
    {
        await _clocks.ChangeAsync(Here, (clock, behind) => clock.SetTo(Start.AddYears(1), behind));

        _server.Now += TimeSpan.FromMinutes(1);

        (await _clocks.GetUtcNowAsync(Here)).Should().Be(Start.AddYears(1).AddMinutes(1));
        (await _clocks.GetUtcNowAsync(Elsewhere)).Should().Be(Start.AddMinutes(1));
    }

    [Fact]
    public async Task A_frozen_clock_stands_is_moved_and_goes_on_from_where_it_stands()
    {
        (await _clocks.ChangeAsync(Here, (clock, behind) => clock.Freeze(behind))).Value.Should().Be(Start);
        _server.Now += TimeSpan.FromHours(1);
        (await _clocks.GetUtcNowAsync(Here)).Should().Be(Start);
        (await _clocks.ChangeAsync(Here, (clock, _) => clock.Advance(TimeSpan.FromDays(1)))).Value.Should().Be(Start.AddDays(1));
        (await _clocks.ChangeAsync(Here, (clock, behind) => clock.SetTo(Start.AddDays(2), behind))).Value.Should().Be(Start.AddDays(2));

        (await _clocks.ChangeAsync(Here, (clock, behind) => clock.Resume(behind))).Value.Should().Be(Start.AddDays(2));
        _server.Now += TimeSpan.FromHours(1);
        (await _clocks.GetUtcNowAsync(Here)).Should().Be(Start.AddDays(2).AddHours(1));
    }

    [Fact]
    public async Task What_is_set_for_everyone_lies_under_what_a_tenant_sets()
    {
        await _clocks.ChangeAsync(Here, (clock, _) => clock.Advance(TimeSpan.FromHours(1)));
        await _clocks.ChangeAsync(TenantId.Global, (clock, _) => clock.Advance(TimeSpan.FromDays(1)));

        (await _clocks.GetUtcNowAsync(Here)).Should().Be(Start.AddDays(1).AddHours(1));
        (await _clocks.GetUtcNowAsync(Elsewhere)).Should().Be(Start.AddDays(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_never_leaves_the_calendar(int sign)
    {
        for (var i = 0; i < 5; i++)
            await _clocks.ChangeAsync(Here, (clock, _) => clock.Advance(sign * TimeSpan.MaxValue));

        (await _clocks.GetUtcNowAsync(Here)).Should().Be(sign > 0 ? ClockSetting.Latest : ClockSetting.Earliest);
    }
}
