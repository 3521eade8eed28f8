namespace TrustFramework.MockServer.Testing.Tests;

public sealed class ClockTests(ServerFixture mock) : IClassFixture<ServerFixture>
{
    private static readonly DateTimeOffset Then = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public async Task A_clock_is_set_moved_stopped_and_let_go()
    {
        var clock = (await mock.Server.CreateTenantAsync()).Clock;
        await clock.FreezeAsync();

        (await clock.SetAsync(Then)).Should().Be(new ClockState { Now = Then, Frozen = true, Shift = null });
        (await clock.AdvanceAsync(TimeSpan.FromDays(-1))).Now.Should().Be(Then.AddDays(-1));
        (await clock.ResumeAsync()).Frozen.Should().BeFalse();
        (await clock.ForgetAsync()).Shift.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_tenants_clock_lies_above_everyones()
    {
        await using var server = await TrustFrameworkServer.StartAsync();
        var tenant = await server.CreateTenantAsync();
        await server.Clock.FreezeAsync();
        await server.Clock.SetAsync(Then);

        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        (await tenant.Clock.ReadAsync()).Should().Be(new ClockState { Now = Then.AddHours(1), Frozen = false, Shift = TimeSpan.FromHours(1) });
    }
}
