using TrustFramework.MockServer.Testing.Journeys;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>Journeys of a test's tenant.</summary>
public sealed class JourneyTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_journey_is_started_answered_and_completed()
    {
        var tenant = await fixture.Server.CreateTenantAsync();

        var waiting = await ExamplePolicies.StartJourneyAsync(tenant, JourneyAnswer.Of(("email", "new@example.com")));
        (waiting.Status, waiting.Stop!.TechnicalProfile, waiting.Stop.Fields[0].Claim).Should().Be((JourneyStatus.Waiting, "SelfAsserted-SignUp", "displayName"));
        var completed = await tenant.Journeys.AnswerAsync(waiting.Id, JourneyAnswer.Of(("displayName", "New")));

        completed.Status.Should().Be(JourneyStatus.Completed);
        completed.Result!.Claims["displayName"].Should().Be("New");
        completed.Result.IdToken.Should().NotBeNullOrEmpty();
        completed.Trace.Should().Contain(entry => entry.Kind == "technicalProfile" && entry.Id == "AAD-WriteByEmail" && entry.Output["newUser"] == "true");
        (await tenant.Journeys.ReadAsync(waiting.Id)).Should().BeEquivalentTo(completed);
    }

    [Fact]
    public async Task A_failed_journey_has_an_error_and_an_unknown_one_is_refused()
    {
        var tenant = await fixture.Server.CreateTenantAsync();

        (await ExamplePolicies.StartJourneyAsync(tenant, JourneyAnswer.OfLink("cancel"))).Error!.Code.Should().Be("AADB2C90091");
        await ((Func<Task>)(() => tenant.Journeys.StartAsync("B2C_1A_Unknown"))).ShouldRefuseAsync("does not exist");
        await ((Func<Task>)(() => tenant.Journeys.AnswerAsync("unknown", JourneyAnswer.OfExchange("x")))).ShouldRefuseAsync("does not exist");
    }
}
