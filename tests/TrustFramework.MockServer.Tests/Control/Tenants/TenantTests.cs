using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Tenants;

public sealed class TenantTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private ControlClient Control => new(server.CreateClient());

    [Fact]
    public async Task A_tenant_is_made_used_seen_and_taken_away()
    {
        var made = await Control.PostAsync("tenants");
        made.Status.Should().Be(201, made.Text);
        var id = made.Json["id"]!.GetValue<Guid>();
        made.Header("Location").Should().Be($"/_mock/tenants/{id}");
        made.Json["domain"]!.GetValue<string>().Should().Be($"b2c{id:N}.onmicrosoft.com");
        made.Json["expires"].Should().BeNull();
        made.Json["graph"]!.GetValue<string>().Should().Be("http://localhost/beta");
        made.Json["tokenEndpoint"]!.GetValue<string>().Should().Be($"http://localhost/{id}/oauth2/v2.0/token");

        var client = CreateGraphClient(server, made);
        await client.NewKeyAsync("A");
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Status.Should().Be(201);

        var seen = $$"""{"id":"{{id}}","domain":"contoso.onmicrosoft.com","policies":1,"keySets":1,"expires":null}""";
        (await Control.GetAsync($"tenants/{id}")).Text.Should().Be(seen);
        (await Control.GetAsync("tenants")).Json["value"]!.AsArray().Select(tenant => tenant!.ToJsonString()).Should().Contain(seen);

        (await Control.DeleteAsync($"tenants/{id}")).Status.Should().Be(204);
        ShouldBeProblem(await Control.GetAsync($"tenants/{id}"), 404, "holds nothing");
        (await Control.GetAsync("tenants")).Text.Should().NotContain(id.ToString());
        (await client.GetAsync("policies/$count")).Text.Should().Be("0");
        (await Control.DeleteAsync($"tenants/{id}")).Status.Should().Be(204, "it is as gone as before");
    }

    [Fact]
    public async Task Without_a_token_no_signing_key_is_made()
    {
        var made = await Control.PostAsync("tenants", """{"token":false}""");

        made.Json["token"].Should().BeNull();
        (await Control.GetAsync($"tenants/{made.Json["id"]}/snapshot?secrets=true")).Text.Should().NotContain("signingKey");
        (await Control.PostAsync($"tenants/{made.Json["id"]}/tokens")).Status.Should().Be(200);
        (await Control.GetAsync($"tenants/{made.Json["id"]}/snapshot?secrets=true")).Text.Should().Contain("signingKey");
    }

    [Fact]
    public async Task The_token_of_a_new_tenant_is_good_in_mode_strict_too_and_at_the_tenants_own_time()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var control = new ControlClient(strict.CreateClient());
        await control.PutAsync("clock", """{"now":"2031-05-05T00:00:00Z"}""");

        var client = CreateGraphClient(strict, await control.PostAsync("tenants"));

        await client.NewKeyAsync("A");
        (await client.GetAsync("keySets/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task Several_tenants_may_have_the_same_domain_and_policies_must_name_it()
    {
        var (one, other) = (await CreateTenantAsync("""{"domain":"contoso.com"}"""), await CreateTenantAsync("""{"domain":"contoso.com"}"""));

        one["id"]!.GetValue<Guid>().Should().NotBe(other["id"]!.GetValue<Guid>());
        (one["domain"]!.GetValue<string>(), other["domain"]!.GetValue<string>()).Should().Be(("contoso.com", "contoso.com"));
        var client = new TrustFrameworkClient(server.CreateClient(), one["id"]!.GetValue<Guid>());
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "fabrikam.com"))).Status.Should().Be(400);
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "contoso.com"))).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_fork_begins_as_its_origin_is_and_goes_its_own_way()
    {
        var origin = server.NewTenant();
        await origin.NewKeyAsync("A");
        await origin.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "fabrikam.com"));
        var id = (await CreateTenantAsync($$"""{"fork":"{{origin.Tenant}}"}"""))["id"]!.GetValue<Guid>();
        var fork = new TrustFrameworkClient(server.CreateClient(), id);

        (await fork.GetAsync("policies/B2C_1A_A/$value")).Bytes.Should().Equal((await origin.GetAsync("policies/B2C_1A_A/$value")).Bytes);
        (await fork.GetAsync("keySets/B2C_1A_A/keys_v2")).Json["value"]!.ToJsonString().Should().Be((await origin.GetAsync("keySets/B2C_1A_A/keys_v2")).Json["value"]!.ToJsonString());
        (await Control.GetAsync($"tenants/{id}")).Json["domain"]!.GetValue<string>().Should().Be("fabrikam.com");

        await fork.DeleteAsync("policies/B2C_1A_A");
        (await origin.GetAsync("policies/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task A_tenant_that_lives_for_a_time_is_gone_at_the_next_request_after_it()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());
        var made = (await control.PostAsync("tenants", """{"timeToLive":"PT10M"}""")).Json;
        await control.PostAsync("tenants", """{"timeToLive":"00:20:00"}""");
        var id = made["id"]!.GetValue<Guid>();
        made["expires"]!.GetValue<DateTimeOffset>().Should().Be(own.Clock.Now.AddMinutes(10));

        await control.PostAsync($"tenants/{id}/clock/advance", """{"by":"P1D"}""");
        own.Clock.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1);
        (await control.GetAsync($"tenants/{id}")).Status.Should().Be(200, "the clock that counts is the server's own");

        own.Clock.Now += TimeSpan.FromTicks(1);
        (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().ContainSingle();
        own.Clock.Now += TimeSpan.FromMinutes(10);
        (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Tenants_made_at_once_all_end_in_time()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());

        var made = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => control.PostAsync("tenants", $$"""{"timeToLive":"PT{{i}}M"}""")));

        made.Should().OnlyContain(answer => answer.Status == 201);
        foreach (var left in new[] { 59, 58, 57 })
        {
            own.Clock.Now += TimeSpan.FromMinutes(1);
            (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().HaveCount(left);
        }
    }

    [Theory]
    [InlineData("""{"domain":"a.com","fork":"default"}""", 400, "A fork keeps its origin's domain, since its policies name it.")]
    [InlineData("""{"domain":"no domain"}""", 400, "'no domain' is no domain")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000000"}""", 400, "is no tenant")]
    [InlineData("""{"id":"7"}""", 400, "$.id")]
    [InlineData("""{"name":"a"}""", 400, "'name'")]
    [InlineData("""{"fork":"nobody"}""", 400, "'nobody' is no tenant")]
    [InlineData("""{"fork":"7a2f4b9e-dead-4000-8000-000000000001"}""", 404, "holds nothing that could be forked")]
    [InlineData("""{"timeToLive":"soon"}""", 400, "ISO 8601 duration")]
    [InlineData("""{"timeToLive":"-PT1M"}""", 400, "more than nothing")]
    [InlineData("""{"timeToLive":"P20Y"}""", 400, "at most ten years")]
    public async Task What_cannot_be_made_is_refused(string json, int status, string detail) =>
        ShouldBeProblem(await Control.PostAsync("tenants", json), status, detail);

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        var id = Guid.NewGuid();
        (await Control.PostAsync("tenants", $$"""{"id":"{{id}}"}""")).Status.Should().Be(201);

        ShouldBeProblem(await Control.PostAsync("tenants", $$"""{"id":"{{id}}"}"""), 409, $"There is a tenant {id} already");
    }

    internal static TrustFrameworkClient CreateGraphClient(MockServerFactory server, ApiResponse made) =>
        new(server.CreateClient(), made.Json["id"]!.GetValue<Guid>()) { Bearer = made.Json["token"]!.GetValue<string>() };

    private async Task<JsonNode> CreateTenantAsync(string json)
    {
        var made = await Control.PostAsync("tenants", json);
        made.Status.Should().Be(201, made.Text);
        return made.Json;
    }
}
