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

    [Fact]
    public async Task A_reset_takes_away_what_was_stored_and_the_clock_and_no_other_tenants()
    {
        var other = server.NewTenant();
        await other.NewKeyAsync("A");
        await _client.NewKeyAsync("A");
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        await Control.PostAsync("clock/advance", """{"by":"P1D"}""");

        (await Control.PostAsync("reset")).Status.Should().Be(204);

        (await Control.GetAsync("snapshot?secrets=true")).Json["tenant"]!.AsObject().Should().BeEmpty();
        (await other.GetAsync("keySets/$count")).Text.Should().Be("1");
        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "another.com"))).Status.Should().Be(201, "the domain is forgotten too");
    }

    [Fact]
    public async Task A_reset_applies_the_seed_again()
    {
        await Control.PutAsync("seed", SeedTests.Document([Policy("B2C_1A_A")], """ "keySets":[{"id":"S","keys":[{"use":"sig","k":"plain","kid":"one"}]}] """));
        var planted = (await Control.GetAsync("snapshot?secrets=true")).Text;
        await _client.NewKeyAsync("More");
        await _client.DeleteAsync("policies/B2C_1A_A");
        await _client.DeleteAsync("keySets/B2C_1A_S");

        await Control.PostAsync("reset");

        (await Control.GetAsync("snapshot?secrets=true")).Text.Should().Be(planted);
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(Policy("B2C_1A_A"));
    }

    [Fact]
    public async Task The_journal_and_the_rules_go_each_alone_and_with_the_tenant()
    {
        var other = server.NewTenant();
        async Task<(int, int)> LeftAsync() => (
            (await Control.GetAsync("journal")).Json["entries"]!.AsArray().Count, (await Control.GetAsync("faults")).Json["faults"]!.AsArray().Count);
        async Task FillAsync()
        {
            await other.GetAsync("policies");
            await _client.GetAsync("policies");
            await Control.PostAsync("faults", """{"id":"r","latency":{"milliseconds":0}}""");
        }

        await FillAsync();
        (await LeftAsync()).Should().Be((1, 1));
        await Control.PostAsync("reset", """{"parts":["journal"]}""");
        (await LeftAsync()).Should().Be((0, 1));
        await Control.PostAsync("reset", """{"parts":["faults"]}""");
        (await LeftAsync()).Should().Be((0, 0));
        await FillAsync();
        await Control.DeleteAsync("");
        (await LeftAsync()).Should().Be((0, 0));

        (await new ControlClient(server.CreateClient(), other.Tenant).GetAsync("journal")).Json["entries"]!.AsArray().Should().HaveCount(2);
    }

    [Fact]
    public async Task Each_part_goes_alone()
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
    public async Task A_tenant_that_was_made_for_a_time_keeps_its_end_and_its_domain()
    {
        var everyone = new ControlClient(server.CreateClient());
        var made = (await everyone.PostAsync("tenants", """{"timeToLive":"PT10M","domain":"fabrikam.com"}""")).Json;
        var id = made["id"]!.GetValue<Guid>();

        await everyone.PostAsync($"tenants/{id}/reset");

        var left = (await everyone.GetAsync($"tenants/{id}")).Json;
        (left["domain"]!.GetValue<string>(), left["expires"]!.GetValue<string>()).Should().Be(("fabrikam.com", made["expires"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_fork_of_a_seeded_tenant_comes_back_to_the_seed()
    {
        await Control.PutAsync("seed", SeedTests.Document([Policy("B2C_1A_A")]));
        var everyone = new ControlClient(server.CreateClient());
        var made = await everyone.PostAsync("tenants", $$"""{"fork":"{{_client.Tenant}}"}""");
        var fork = TenantTests.CreateGraphClient(server, made);
        await fork.DeleteAsync("policies/B2C_1A_A");

        await everyone.PostAsync($"tenants/{fork.Tenant}/reset");

        (await fork.GetAsync("policies/$count")).Text.Should().Be("1");
        (await everyone.GetAsync($"tenants/{fork.Tenant}")).Json["domain"]!.GetValue<string>().Should().Be(Domain);
    }

    [Fact]
    public async Task A_seed_that_can_no_longer_be_applied_stops_the_reset_before_anything_is_lost()
    {
        await using var own = new MockServerFactory();
        var (control, everyone) = (new ControlClient(own.CreateClient(), _client.Tenant), new ControlClient(own.CreateClient()));
        // From one hour after the server's time on, this key has expired.
        await control.PutAsync("seed", """{"keySets":[{"id":"S","keys":[{"use":"sig","k":"plain","exp":1793538000}]}]}""");
        await control.PostAsync("clock/advance", """{"by":"P1D"}""");
        var before = (await everyone.GetAsync("snapshot?secrets=true")).Text;

        ShouldBeProblem(await control.PostAsync("reset", """{"parts":["state"]}"""), 409, "key set 'S': The expiry date");
        ShouldBeProblem(await everyone.PostAsync("reset", """{"parts":["state","journal"]}"""), 409, "nothing was reset");

        (await everyone.GetAsync("snapshot?secrets=true")).Text.Should().Be(before);
        (await control.PostAsync("reset")).Status.Should().Be(204, "with the clock it can");
        (await control.GetAsync("snapshot")).Json["tenant"]!.AsObject().Select(kind => kind.Key).Should().Equal("keySets", "seed");
    }

    [Fact]
    public async Task A_token_of_before_is_no_longer_one_in_mode_strict()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var login = new LoginClient(strict);
        var token = await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));

        await new ControlClient(strict.CreateClient()).PostAsync("reset");

        (await login.CreateGraphClient(token).GetAsync("policies")).ShouldBeError(401, "InvalidAuthenticationToken", "Invalid signature.");
    }

    [Theory]
    [InlineData("""{"parts":["everything"]}""", "some of them, or nothing for all")]
    [InlineData("""{"parts":[null]}""", "some of them, or nothing for all")]
    [InlineData("""{"parts":"state"}""", "$.parts")]
    [InlineData("""{"part":["state"]}""", "'part'")]
    public async Task A_part_that_there_is_not_is_refused(string json, string detail) => ShouldBeProblem(await Control.PostAsync("reset", json), 400, detail);
}
