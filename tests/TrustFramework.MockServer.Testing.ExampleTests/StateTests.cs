using System.Net.Http.Json;
using System.Text.Json;
using TrustFramework.MockServer.Testing;
using TrustFramework.MockServer.Testing.Tenants;

namespace Contoso.Policies;

public sealed class StateTests(MockServerFixture mock) : IClassFixture<MockServerFixture>
{
    // <first-lines>
    [Fact]
    public async Task A_new_tenant_has_no_policies()
    {
        await using var server = await TrustFrameworkServer.StartAsync();
        var tenant = await server.CreateTenantAsync();
        using var graph = tenant.CreateClient("Policy.Read.All");

        var policies = await graph.GetFromJsonAsync<JsonElement>("trustFramework/policies");

        Assert.Empty(policies.GetProperty("value").EnumerateArray());
    }
    // </first-lines>

    // <seed>
    [Fact]
    public async Task Reset_restores_seeded_policies_and_keys()
    {
        var tenant = await mock.Server.CreateTenantAsync(new TenantOptions { Domain = "contoso.onmicrosoft.com" });
        await tenant.SeedAsync(new SeedDocument
        {
            Policies = [new SeedPolicy(ExamplePolicies.Base("contoso.onmicrosoft.com"))],
            KeySets = [new SeedKeySet { Id = "TokenSigningKeyContainer", Keys = [new SeedKey { Kty = "RSA", Use = "sig" }] }],
        });
        using var graph = tenant.CreateClient("Policy.ReadWrite.TrustFramework");
        await new PolicyUploader(graph).UploadAsync("B2C_1A_Leaf", ExamplePolicies.Leaf(tenant.Domain));

        await tenant.ResetAsync(ResetParts.State);

        Assert.Equal(1, (await tenant.ReadAsync()).Policies);
    }
    // </seed>

    // <snapshot>
    [Fact]
    public async Task State_can_be_exported_restored_and_forked()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.SeedAsync(SeedDocument.Of(ExamplePolicies.Base(tenant.Domain)));
        var before = await tenant.TakeSnapshotAsync();
        var copy = await tenant.ForkAsync();

        await tenant.SeedAsync(new SeedDocument());
        await tenant.RestoreAsync(before);

        Assert.Equal(before, await tenant.TakeSnapshotAsync());
        Assert.Equal(1, (await copy.ReadAsync()).Policies);
    }
    // </snapshot>

    // <views>
    [Fact]
    public async Task Policy_can_be_validated_and_graphed_without_an_upload()
    {
        var tenant = await mock.Server.CreateTenantAsync();

        var result = await tenant.Policies.ValidateAsync(ExamplePolicies.Leaf(tenant.Domain));

        Assert.Contains(result.Findings, finding => finding.Message.Contains("B2C_1A_BASE", StringComparison.Ordinal));
        await tenant.SeedAsync(SeedDocument.Of(ExamplePolicies.Leaf(tenant.Domain), ExamplePolicies.Base(tenant.Domain)));
        Assert.Contains("B2C_1A_Base", await tenant.Policies.GraphAsync("B2C_1A_Leaf"), StringComparison.Ordinal);
    }
    // </views>
}
