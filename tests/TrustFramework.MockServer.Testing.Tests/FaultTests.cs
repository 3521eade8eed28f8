using TrustFramework.MockServer.Testing.Faults;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class FaultTests(ServerFixture mock) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Rule_applies_to_matching_requests_and_counts_them()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        var rule = await tenant.Faults.AddAsync(new FaultRule
        {
            Match = new FaultMatch { Operation = "P1", Client = "test" },
            When = new FaultTiming { Skip = 1, Next = 1 },
            Outcome = new FaultOutcome { Kind = FaultOutcomeKind.ServiceUnavailable, RetryAfter = 7 },
            TimeToLive = TimeSpan.FromMinutes(10),
        });
        using var client = tenant.CreateClient();

        int[] answers = [await client.StatusAsync("trustFramework/policies"), await client.StatusAsync("trustFramework/policies"), await client.StatusAsync("trustFramework/policies")];

        answers.Should().Equal(200, 503, 200);
        var counted = await tenant.Faults.ReadAsync(rule.Id!);
        (counted.Seen, counted.Hits, counted.Outcome!.RetryAfter, counted.Expires).Should().Be((3, 1, 7, rule.Expires));
        (await tenant.Faults.ListAsync()).Should().ContainSingle().Which.Should().Be(counted);
    }

    [Fact]
    public async Task Rules_can_be_replaced_and_removed()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.Faults.PutAsync("mine", new FaultRule { Latency = new FaultLatency { Milliseconds = 1 } });
        await tenant.Faults.PutAsync("mine", new FaultRule { Behavior = new FaultBehavior { VisibleAfter = TimeSpan.FromSeconds(5) } });

        var mine = await tenant.Faults.ReadAsync("mine");

        (mine.Latency, mine.Behavior!.VisibleAfter).Should().Be((null, TimeSpan.FromSeconds(5)));
        await tenant.Faults.RemoveAsync("mine");
        await ((Func<Task>)(() => tenant.Faults.ReadAsync("mine"))).ShouldRefuseAsync("mine");
        await tenant.Faults.PutAsync("other", new FaultRule { Outcome = new FaultOutcome { Status = 418 } });
        await tenant.Faults.ClearAsync();
        (await tenant.Faults.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Invalid_rule_is_rejected_with_the_reason()
    {
        var tenant = await mock.Server.CreateTenantAsync();

        var add = () => tenant.Faults.AddAsync(new FaultRule());

        await ((Func<Task>)add).ShouldRefuseAsync("at least one of latency, outcome, fault and behavior");
    }

    [Theory]
    [InlineData(BrokenConnectionKind.ConnectionReset)]
    [InlineData(BrokenConnectionKind.TruncatedBody)]
    public async Task Connection_faults_behave_alike_in_memory_and_on_a_socket(BrokenConnectionKind kind)
    {
        await using var loopback = await TrustFrameworkServer.StartOnLoopbackAsync();
        foreach (var server in new[] { mock.Server, loopback })
        {
            var tenant = await server.CreateTenantAsync();
            await tenant.Faults.AddAsync(new FaultRule { Fault = new BrokenConnection { Kind = kind } });
            using var client = tenant.CreateClient();

            var read = () => client.GetStringAsync(new Uri("trustFramework/policies", UriKind.Relative));

            await read.Should().ThrowAsync<HttpRequestException>();
        }
    }
}
