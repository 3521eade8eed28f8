using TrustFramework.MockServer.Tests.Control.Seeding;
using TrustFramework.MockServer.Tests.Control.Tenants;
using TrustFramework.MockServer.Tests.Login;
using static TrustFramework.MockServer.Tests.Control.ControlClient;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Reset;

public sealed class ResetTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF{}")]
    public async Task A_body_may_be_empty_and_may_begin_with_a_byte_order_mark(string body) => (await Control.PostAsync("reset", body)).Status.Should().Be(204);

    [Fact]
    public async Task A_reset_deletes_the_state_and_the_clock_of_one_tenant()
    {
        var other = server.NewTenant();
        await other.NewKeyAsync("A");
        await _client.NewKeyAsync("A");
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        await Control.PostAsync("clock/advance", """{"by":"P1D"}""");

        (await Control.PostAsync("reset")).Status.Should().Be(204);

        (await Control.GetAsync("snapshot?secrets=true")).Json["tenant"]!.AsObject().Should().BeEmpty();
        (await other.GetAsync("keySets/$count")).Text.Should().Be("1");
        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "another.com"))).Status.Should().Be(201, "the domain is reset too");
    }

    [Fact]
    public async Task A_reset_applies_the_seed_again()
    {
        await Control.PutAsync("seed", SeedTests.Document([Policy("B2C_1A_A")], """ "keySets":[{"id":"S","keys":[{"use":"sig","k":"plain","kid":"one"}]}] """));
        var seeded = (await Control.GetAsync("snapshot?secrets=true")).Text;
        await _client.NewKeyAsync("More");
        await _client.DeleteAsync("policies/B2C_1A_A");
        await _client.DeleteAsync("keySets/B2C_1A_S");

        await Control.PostAsync("reset");

        (await Control.GetAsync("snapshot?secrets=true")).Text.Should().Be(seeded);
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(Policy("B2C_1A_A"));
    }

    [Fact]
    public async Task The_journal_and_the_fault_rules_are_reset_separately_and_deleted_with_the_tenant()
    {
        var other = server.NewTenant();
        async Task<(int, int)> CountAsync() => (
            (await Control.GetAsync("journal")).Json["entries"]!.AsArray().Count, (await Control.GetAsync("faults")).Json["faults"]!.AsArray().Count);
        async Task FillAsync()
        {
            await other.GetAsync("policies");
            await _client.GetAsync("policies");
            await Control.PostAsync("faults", """{"id":"r","latency":{"milliseconds":0}}""");
        }

        await FillAsync();
        (await CountAsync()).Should().Be((1, 1));
        await Control.PostAsync("reset", """{"parts":["journal"]}""");
        (await CountAsync()).Should().Be((0, 1));
        await Control.PostAsync("reset", """{"parts":["faults"]}""");
        (await CountAsync()).Should().Be((0, 0));
        await FillAsync();
        await Control.DeleteAsync("");
        (await CountAsync()).Should().Be((0, 0));

        (await new ControlClient(server.CreateClient(), other.Tenant).GetAsync("journal")).Json["entries"]!.AsArray().Should().HaveCount(2);
    }

    [Fact]
    public async Task Each_part_is_reset_separately()
    {
        await _client.NewKeyAsync("A");
        await Control.PostAsync("clock/advance", """{"by":"P1D"}""");

        await Control.PostAsync("reset", """{"parts":["journal","faults"]}""");
        (await HasAsync("keySets"), await HasAsync("clock")).Should().Be((true, true));
        await Control.PostAsync("reset", """{"parts":["clock"]}""");
        (await HasAsync("keySets"), await HasAsync("clock")).Should().Be((true, false));
        await Control.PostAsync("clock/advance", """{"by":"P1D"}""");
        await Control.PostAsync("reset", """{"parts":["State"]}""");
        (await HasAsync("keySets"), await HasAsync("clock")).Should().Be((false, true));

        async Task<bool> HasAsync(string kind) => (await Control.GetAsync("snapshot")).Json["tenant"]!.AsObject().ContainsKey(kind);
    }

    [Fact]
    public async Task A_reset_sandbox_keeps_its_expiry_and_its_domain()
    {
        var global = new ControlClient(server.CreateClient());
        var created = (await global.PostAsync("tenants", """{"timeToLive":"PT10M","domain":"fabrikam.com"}""")).Json;
        var id = created["id"]!.GetValue<Guid>();

        await global.PostAsync($"tenants/{id}/reset");

        var reset = (await global.GetAsync($"tenants/{id}")).Json;
        (reset["domain"]!.GetValue<string>(), reset["expires"]!.GetValue<string>()).Should().Be(("fabrikam.com", created["expires"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_reset_fork_of_a_seeded_tenant_returns_to_the_seed()
    {
        await Control.PutAsync("seed", SeedTests.Document([Policy("B2C_1A_A")]));
        var global = new ControlClient(server.CreateClient());
        var created = await global.PostAsync("tenants", $$"""{"fork":"{{_client.Tenant}}"}""");
        var fork = TenantTests.CreateGraphClient(server, created);
        await fork.DeleteAsync("policies/B2C_1A_A");

        await global.PostAsync($"tenants/{fork.Tenant}/reset");

        (await fork.GetAsync("policies/$count")).Text.Should().Be("1");
        (await global.GetAsync($"tenants/{fork.Tenant}")).Json["domain"]!.GetValue<string>().Should().Be(Domain);
    }

    [Fact]
    public async Task A_seed_that_can_no_longer_be_applied_prevents_the_reset()
    {
        await using var own = new MockServerFactory();
        var (control, global) = (new ControlClient(own.CreateClient(), _client.Tenant), new ControlClient(own.CreateClient()));
        // The key expires one hour after the server's time.
        await control.PutAsync("seed", """{"keySets":[{"id":"S","keys":[{"use":"sig","k":"plain","exp":1793538000}]}]}""");
        await control.PostAsync("clock/advance", """{"by":"P1D"}""");
        var before = (await global.GetAsync("snapshot?secrets=true")).Text;

        ShouldBeProblem(await control.PostAsync("reset", """{"parts":["state"]}"""), 409, "key set 'S': The expiry date");
        ShouldBeProblem(await global.PostAsync("reset", """{"parts":["state","journal"]}"""), 409, "nothing was reset");

        (await global.GetAsync("snapshot?secrets=true")).Text.Should().Be(before);
        (await control.PostAsync("reset")).Status.Should().Be(204, "the key has not expired after the clock is reset");
        (await control.GetAsync("snapshot")).Json["tenant"]!.AsObject().Select(kind => kind.Key).Should().Equal("keySets", "seed");
    }

    [Fact]
    public async Task A_token_from_before_the_reset_is_refused_in_mode_strict()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var login = new LoginClient(strict);
        var token = await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));

        await new ControlClient(strict.CreateClient()).PostAsync("reset");

        (await login.CreateGraphClient(token).GetAsync("policies")).ShouldBeError(401, "InvalidAuthenticationToken", "Invalid signature.");
    }

    [Theory]
    [InlineData("""{"parts":["everything"]}""", "some of them, or {} for all")]
    [InlineData("""{"parts":[null]}""", "some of them, or {} for all")]
    [InlineData("""{"parts":"state"}""", "$.parts")]
    [InlineData("""{"part":["state"]}""", "'part'")]
    public async Task An_unknown_part_is_refused(string json, string detail) => ShouldBeProblem(await Control.PostAsync("reset", json), 400, detail);
}
