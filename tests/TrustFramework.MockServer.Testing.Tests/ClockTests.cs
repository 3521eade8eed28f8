namespace TrustFramework.MockServer.Testing.Tests;

public sealed class ClockTests(ServerFixture mock) : IClassFixture<ServerFixture>
{
    private static readonly DateTimeOffset SampleTime = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public async Task Clock_can_be_frozen_set_advanced_resumed_and_reset()
    {
        var clock = (await mock.Server.CreateTenantAsync()).Clock;
        await clock.FreezeAsync();

        (await clock.SetAsync(SampleTime)).Should().Be(new ClockState { Now = SampleTime, Frozen = true, Shift = null });
        (await clock.AdvanceAsync(TimeSpan.FromDays(-1))).Now.Should().Be(SampleTime.AddDays(-1));
        (await clock.ResumeAsync()).Frozen.Should().BeFalse();
        (await clock.ForgetAsync()).Shift.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Tenant_clock_is_relative_to_the_server_clock()
    {
        await using var server = await TrustFrameworkServer.StartAsync();
        var tenant = await server.CreateTenantAsync();
        await server.Clock.FreezeAsync();
        await server.Clock.SetAsync(SampleTime);

        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        (await tenant.Clock.ReadAsync()).Should().Be(new ClockState { Now = SampleTime.AddHours(1), Frozen = false, Shift = TimeSpan.FromHours(1) });
    }
}
