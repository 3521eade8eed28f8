namespace TrustFramework.MockServer.Tests.Control.Faults;

/// <summary>Eventual consistency: readers see a write after a delay on the tenant's clock.</summary>
public sealed class ConsistencyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(server.CreateClient(), _tenant.Tenant);

    [Fact]
    public async Task An_upload_becomes_visible_after_the_delay_in_the_list_and_by_id()
    {
        await AddVisibilityDelayAsync("PT5S");
        (await PutAsync("B2C_1A_A", "first")).Status.Should().Be(201);
        (await _tenant.GetAsync("policies/B2C_1A_A/$value")).Status.Should().Be(404);
        (await ListAsync()).Should().BeEmpty();

        await AdvanceClockAsync("PT4S");
        (await PutAsync("b2c_1a_a", "second")).Status.Should().Be(200, "a writer sees the stored state");
        (await ListAsync()).Should().BeEmpty();
        await AdvanceClockAsync("PT1S");
        (await _tenant.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Contain("first");
        await AdvanceClockAsync("PT4S");

        (await _tenant.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Contain("second");
        (await ListAsync()).Should().Equal("B2C_1A_A");
    }

    [Fact]
    public async Task A_deleted_policy_stays_visible_until_the_delay_has_passed()
    {
        await PutAsync("B2C_1A_A", "a");
        await PutAsync("B2C_1A_B", "b");
        await AddVisibilityDelayAsync("PT5S");

        (await _tenant.DeleteAsync("policies/B2C_1A_A")).Status.Should().Be(204);

        (await ListAsync()).Should().Equal("B2C_1A_A", "B2C_1A_B");
        (await _tenant.DeleteAsync("policies/B2C_1A_A")).Status.Should().Be(404, "a writer sees the stored state");
        await AdvanceClockAsync("PT5S");
        (await ListAsync()).Should().Equal("B2C_1A_B");
    }

    [Fact]
    public async Task Pages_and_counts_are_delayed_like_the_list()
    {
        foreach (var id in new[] { "A", "B", "D" })
            await PutAsync($"B2C_1A_{id}", id);
        await AddVisibilityDelayAsync("PT5S");
        await PutAsync("B2C_1A_C", "c");
        await _tenant.DeleteAsync("policies/B2C_1A_B");

        var first = (await _tenant.GetAsync("policies?$top=2&$count=true")).Json;
        first["@odata.count"]!.GetValue<int>().Should().Be(3);
        first["value"]!.AsArray().Select(policy => policy!["id"]!.GetValue<string>()).Should().Equal("B2C_1A_A", "B2C_1A_B");
        var next = new Uri(first["@odata.nextLink"]!.GetValue<string>()).PathAndQuery;
        (await _tenant.GetAsync(next)).Json["value"]!.AsArray().Select(policy => policy!["id"]!.GetValue<string>()).Should().Equal("B2C_1A_D");
        await AdvanceClockAsync("PT5S");

        (await _tenant.GetAsync(next)).Json["value"]!.AsArray().Select(policy => policy!["id"]!.GetValue<string>()).Should().Equal("B2C_1A_C", "B2C_1A_D");
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("3");
    }

    [Fact]
    public async Task A_child_is_refused_until_its_base_is_visible()
    {
        await AddVisibilityDelayAsync("PT5S");
        await PutAsync("B2C_1A_Base", "base");

        var child = TrustFrameworkClient.Policy("B2C_1A_Child", baseId: "B2C_1A_Base");
        (await _tenant.PutPolicyAsync("B2C_1A_Child", child)).Status.Should().Be(400);
        await AdvanceClockAsync("PT5S");

        (await _tenant.PutPolicyAsync("B2C_1A_Child", child)).Status.Should().Be(201);
    }

    [Fact]
    public async Task Only_the_writes_that_a_rule_hits_are_delayed()
    {
        await Control.PostAsync("faults", """{"behavior":{"visibleAfter":"PT5S"},"match":{"operation":"K2"},"when":{"next":1}}""");

        (await _tenant.PostAsync("keySets", """{"id":"Late"}""")).Status.Should().Be(201);
        (await _tenant.PostAsync("keySets", """{"id":"Soon"}""")).Status.Should().Be(201);

        (await _tenant.GetAsync("keySets/B2C_1A_Late")).Status.Should().Be(400);
        (await _tenant.GetAsync("keySets/B2C_1A_Soon")).Status.Should().Be(200);
        (await server.NewTenant().PostAsync("keySets", """{"id":"Late"}""")).Status.Should().Be(201);
        await AdvanceClockAsync("PT5S");
        (await _tenant.GetAsync("keySets/B2C_1A_Late")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_longest_delay_applies_when_several_rules_hit()
    {
        await AddVisibilityDelayAsync("PT5S");
        await AddVisibilityDelayAsync("PT2S");

        await PutAsync("B2C_1A_A", "a");

        await AdvanceClockAsync("PT4S");
        (await ListAsync()).Should().BeEmpty();
        await AdvanceClockAsync("PT1S");
        (await ListAsync()).Should().Equal("B2C_1A_A");
    }

    private Task<ApiResponse> PutAsync(string id, string mark) => _tenant.PutPolicyAsync(id, TrustFrameworkClient.Policy(id, innerXml: $"<!-- {mark} -->"));

    private Task<ApiResponse> AddVisibilityDelayAsync(string delay) =>
        Control.PostAsync("faults", $$"""{"behavior":{"visibleAfter":"{{delay}}"},"match":{"path":"*/policies/*"} }""");

    private Task<ApiResponse> AdvanceClockAsync(string by) => Control.PostAsync("clock/advance", $$"""{"by":"{{by}}"}""");

    private async Task<IEnumerable<string>> ListAsync() =>
        (await _tenant.GetAsync("policies")).Json["value"]!.AsArray().Select(policy => policy!["id"]!.GetValue<string>());
}
