using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Control.Faults;
using static TrustFramework.MockServer.Tests.Graph.Batching.BatchClient;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>The order of the requests in a batch. The clock is moved, so no test waits.</summary>
public sealed class BatchOrderTests(ConnectionFaultTests.ManualTimerServer server) : IClassFixture<ConnectionFaultTests.ManualTimerServer>
{
    private const string NotSent = "The request was not sent, since it depends on a request that failed.";

    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    private BatchClient Batch => new(_tenant);

    [Fact]
    public async Task Sequential_requests_see_the_changes_of_earlier_ones()
    {
        var items = await Batch.SendAsync(
            Post("set", "/trustFramework/keySets", """{"id":"a"}"""),
            Post("key", "/trustFramework/keySets/B2C_1A_a/generateKey", """{"kty":"oct","use":"sig"}""", DependsOn("set")),
            Get("active", "/trustFramework/keySets/B2C_1A_a/getActiveKey", DependsOn("KEY")),
            Delete("gone", "/trustFramework/keySets/B2C_1A_a", DependsOn("active")),
            Get("none", "/trustFramework/keySets/$count", DependsOn("gone")));

        items.Select(item => (item.Id, item.Status)).Should().Equal(("set", 201), ("key", 200), ("active", 200), ("gone", 204), ("none", 200));
        items[2].Body["kid"]!.GetValue<string>().Should().Be(items[1].Body["kid"]!.GetValue<string>());
        items[4].Text.Should().Be("0");
    }

    [Fact]
    [Covers("FailedDependency")]
    public async Task Sequential_requests_after_a_failed_one_are_not_sent()
    {
        var items = await Batch.SendAsync(
            PutPolicy("1", "B2C_1A_A"),
            PutPolicy("2", "B2C_1A_B", TrustFrameworkClient.Policy("B2C_1A_B", baseId: "B2C_1A_none"), DependsOn("1")),
            PutPolicy("3", "B2C_1A_C", more: DependsOn("2")),
            Post("4", "/trustFramework/keySets", """{"id":"a"}""", DependsOn("3")));

        items.Select(item => item.Status).Should().Equal(201, 400, 424, 424);
        items[2].ShouldBeError(424, "FailedDependency", NotSent);
        items[3].ShouldBeError(424, "FailedDependency", NotSent);
        items.Select(item => item.Header("request-id")).Should().OnlyHaveUniqueItems();
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("1");
        (await _tenant.GetAsync("keySets/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task Requests_that_depend_on_the_first_do_not_depend_on_each_other()
    {
        var items = await Batch.SendAsync(
            PutPolicy("base", "B2C_1A_Base"),
            PutPolicy("other", "B2C_1A_Other", TrustFrameworkClient.Policy("B2C_1A_Wrong"), DependsOn("base")),
            PutPolicy("leaf", "B2C_1A_Leaf", TrustFrameworkClient.Policy("B2C_1A_Leaf", baseId: "B2C_1A_Base"), DependsOn("Base")));

        items.Select(item => item.Status).Should().Equal(201, 400, 201);
    }

    [Fact]
    public async Task Requests_that_depend_on_the_first_are_not_sent_when_it_fails()
    {
        var items = await Batch.SendAsync(
            Delete("1", "/trustFramework/policies/B2C_1A_none"),
            PutPolicy("2", "B2C_1A_B", more: DependsOn("1")),
            PutPolicy("3", "B2C_1A_C", more: DependsOn("1")));

        items.Select(item => item.Status).Should().Equal(404, 424, 424);
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task An_empty_or_null_dependsOn_is_the_same_as_none() =>
        (await Batch.SendAsync(Get("1", "/organization", ""","dependsOn":[]"""), Get("2", "/organization", ""","dependsOn":null"""))).Should().HaveCount(2);

    /// <summary>A fault delays each request. All delays start before the first one ends.</summary>
    [Fact]
    public async Task Requests_without_dependencies_run_in_parallel()
    {
        await AddAsync("""{"latency":{"milliseconds":1000},"match":{"path":"/beta/trustFramework/*"}}""");

        var sent = Batch.SendAsync(Enumerable.Range(1, 20).Select(number => Get($"{number}", "/trustFramework/policies")));
        await server.ManualClock.WaitForTimersAsync(20).WaitAsync(TimeSpan.FromMinutes(1));
        sent.IsCompleted.Should().BeFalse();
        await server.ManualClock.AdvanceTimersAsync();

        (await sent).Select(item => (item.Id, item.Status)).Should().Equal(Enumerable.Range(1, 20).Select(number => ($"{number}", 200)));
    }

    [Fact]
    public async Task Sequential_requests_run_one_after_the_other()
    {
        await AddAsync("""{"latency":{"milliseconds":1000},"match":{"path":"/beta/trustFramework/*"}}""");

        var sent = Batch.SendAsync(Get("1", "/trustFramework/policies"), Get("2", "/trustFramework/policies", DependsOn("1")));
        var waited = await server.ManualClock.AdvanceTimersAsync() + await server.ManualClock.AdvanceTimersAsync();

        (await sent).Select(item => item.Status).Should().Equal(200, 200);
        waited.Should().Be(TimeSpan.FromSeconds(2), "each request was delayed separately");
    }

    private async Task AddAsync(string json)
    {
        var added = await new ControlClient(server.CreateClient(), _tenant.Tenant).PostAsync("faults", json);
        added.Status.Should().Be(201, added.Text);
    }
}
