using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Graph;

public sealed class IsolationTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Tenants_are_isolated()
    {
        var (one, two) = (server.NewTenant(), server.NewTenant());
        await one.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        var kid = await one.NewKeyAsync("a");

        (await two.GetAsync("policies")).Text.Should().EndWith("\"value\":[]}");
        (await two.GetAsync("policies/B2C_1A_A/$value")).Message.Should().Contain($"in the directory '{two.Tenant}'");
        (await two.GetAsync("keySets")).Text.Should().EndWith("\"value\":[]}");
        (await two.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", """{"status":"disabled"}""")).Status.Should().Be(400);
        (await two.DeleteAsync("policies/B2C_1A_A")).Status.Should().Be(404);
        (await two.PutPolicyAsync("B2C_1A_Child", Policy("B2C_1A_Child", baseId: "B2C_1A_A"))).Status.Should().Be(400, "the base policy is in another tenant");

        (await one.GetAsync("policies/B2C_1A_A/$value")).Status.Should().Be(200);
        (await one.GetAsync($"keySets/B2C_1A_a/keys_v2/{kid}")).Json["status"]!.GetValue<string>().Should().Be("enabled");
    }

    [Fact]
    public async Task Each_tenant_takes_its_domain_from_its_first_upload()
    {
        var (one, two) = (server.NewTenant(), server.NewTenant());
        await one.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "one.com"));

        (await two.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "two.com"))).Status.Should().Be(201);
        (await one.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "two.com"))).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_same_domain_can_be_used_by_two_tenants()
    {
        foreach (var client in new[] { server.NewTenant(), server.NewTenant() })
            (await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"))).Status.Should().Be(201);
    }
}
