using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Tenants;

public sealed class TenantTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private ControlClient Control => new(server.CreateClient());

    [Fact]
    public async Task A_tenant_can_be_created_used_read_and_deleted()
    {
        var created = await Control.PostAsync("tenants");
        created.Status.Should().Be(201, created.Text);
        var id = created.Json["id"]!.GetValue<Guid>();
        created.Header("Location").Should().Be($"/_mock/tenants/{id}");
        created.Json["domain"]!.GetValue<string>().Should().Be($"b2c{id:N}.onmicrosoft.com");
        created.Json["expires"].Should().BeNull();
        created.Json["graph"]!.GetValue<string>().Should().Be("http://localhost/beta");
        created.Json["tokenEndpoint"]!.GetValue<string>().Should().Be($"http://localhost/{id}/oauth2/v2.0/token");

        var client = CreateGraphClient(server, created);
        await client.NewKeyAsync("A");
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Status.Should().Be(201);

        var summary = $$"""{"id":"{{id}}","domain":"contoso.onmicrosoft.com","policies":1,"keySets":1,"expires":null}""";
        (await Control.GetAsync($"tenants/{id}")).Text.Should().Be(summary);
        (await Control.GetAsync("tenants")).Json["value"]!.AsArray().Select(tenant => tenant!.ToJsonString()).Should().Contain(summary);

        (await Control.DeleteAsync($"tenants/{id}")).Status.Should().Be(204);
        ShouldBeProblem(await Control.GetAsync($"tenants/{id}"), 404, "holds no data");
        (await Control.GetAsync("tenants")).Text.Should().NotContain(id.ToString());
        (await client.GetAsync("policies/$count")).Text.Should().Be("0");
        (await Control.DeleteAsync($"tenants/{id}")).Status.Should().Be(204, "deleting is idempotent");
    }

    [Fact]
    public async Task Without_a_token_no_signing_key_is_created()
    {
        var created = await Control.PostAsync("tenants", """{"token":false}""");

        created.Json["token"].Should().BeNull();
        (await Control.GetAsync($"tenants/{created.Json["id"]}/snapshot?secrets=true")).Text.Should().NotContain("signingKey");
        (await Control.PostAsync($"tenants/{created.Json["id"]}/tokens")).Status.Should().Be(200);
        (await Control.GetAsync($"tenants/{created.Json["id"]}/snapshot?secrets=true")).Text.Should().Contain("signingKey");
    }

    [Fact]
    public async Task The_token_of_a_new_tenant_is_valid_in_strict_mode_and_by_the_tenants_clock()
    {
        await using var strict = MockServerFactory.With("MockServer:Auth", "strict");
        var control = new ControlClient(strict.CreateClient());
        await control.PutAsync("clock", """{"now":"2031-05-05T00:00:00Z"}""");

        var client = CreateGraphClient(strict, await control.PostAsync("tenants"));

        await client.NewKeyAsync("A");
        (await client.GetAsync("keySets/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task Several_tenants_can_have_the_same_domain_and_policies_must_name_it()
    {
        var (one, other) = (await CreateTenantAsync("""{"domain":"contoso.com"}"""), await CreateTenantAsync("""{"domain":"contoso.com"}"""));

        one["id"]!.GetValue<Guid>().Should().NotBe(other["id"]!.GetValue<Guid>());
        (one["domain"]!.GetValue<string>(), other["domain"]!.GetValue<string>()).Should().Be(("contoso.com", "contoso.com"));
        var client = new TrustFrameworkClient(server.CreateClient(), one["id"]!.GetValue<Guid>());
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "fabrikam.com"))).Status.Should().Be(400);
        (await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: "contoso.com"))).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_fork_starts_as_a_copy_of_its_origin_and_is_independent()
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
    public async Task An_expired_tenant_is_removed_at_the_next_request()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());
        var created = (await control.PostAsync("tenants", """{"timeToLive":"PT10M"}""")).Json;
        await control.PostAsync("tenants", """{"timeToLive":"00:20:00"}""");
        var id = created["id"]!.GetValue<Guid>();
        created["expires"]!.GetValue<DateTimeOffset>().Should().Be(own.Clock.Now.AddMinutes(10));

        await control.PostAsync($"tenants/{id}/clock/advance", """{"by":"P1D"}""");
        own.Clock.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1);
        (await control.GetAsync($"tenants/{id}")).Status.Should().Be(200, "the server's clock counts, not the tenant's");

        own.Clock.Now += TimeSpan.FromTicks(1);
        (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().ContainSingle();
        own.Clock.Now += TimeSpan.FromMinutes(10);
        (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Tenants_created_concurrently_all_expire_in_time()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());

        var created = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => control.PostAsync("tenants", $$"""{"timeToLive":"PT{{i}}M"}""")));

        created.Should().OnlyContain(response => response.Status == 201);
        foreach (var remaining in new[] { 59, 58, 57 })
        {
            own.Clock.Now += TimeSpan.FromMinutes(1);
            (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().HaveCount(remaining);
        }
    }

    [Theory]
    [InlineData("""{"domain":"a.com","fork":"default"}""", 400, "A fork keeps the domain of its origin")]
    [InlineData("""{"domain":"no domain"}""", 400, "'no domain' is not a domain name")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000000"}""", 400, "is not a tenant")]
    [InlineData("""{"id":"7"}""", 400, "$.id")]
    [InlineData("""{"name":"a"}""", 400, "'name'")]
    [InlineData("""{"fork":"nobody"}""", 400, "'nobody' is not a tenant")]
    [InlineData("""{"fork":"7a2f4b9e-dead-4000-8000-000000000001"}""", 404, "holds no data to fork")]
    [InlineData("""{"timeToLive":"soon"}""", 400, "ISO 8601 duration")]
    [InlineData("""{"timeToLive":"-PT1M"}""", 400, "greater than zero")]
    [InlineData("""{"timeToLive":"P20Y"}""", 400, "at most ten years")]
    public async Task An_invalid_request_is_refused(string json, int status, string detail) =>
        ShouldBeProblem(await Control.PostAsync("tenants", json), status, detail);

    [Fact]
    public async Task An_existing_ID_is_a_conflict()
    {
        var id = Guid.NewGuid();
        (await Control.PostAsync("tenants", $$"""{"id":"{{id}}"}""")).Status.Should().Be(201);

        ShouldBeProblem(await Control.PostAsync("tenants", $$"""{"id":"{{id}}"}"""), 409, $"Tenant {id} already exists");
    }

    internal static TrustFrameworkClient CreateGraphClient(MockServerFactory server, ApiResponse created) =>
        new(server.CreateClient(), created.Json["id"]!.GetValue<Guid>()) { Bearer = created.Json["token"]!.GetValue<string>() };

    private async Task<JsonNode> CreateTenantAsync(string json)
    {
        var created = await Control.PostAsync("tenants", json);
        created.Status.Should().Be(201, created.Text);
        return created.Json;
    }
}
