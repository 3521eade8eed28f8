using Microsoft.AspNetCore.Mvc.Testing;
using TrustFramework.MockServer.Tests.Control;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Storage;

/// <summary>What a server with a store in a file finds when it starts again.</summary>
public sealed class StoredStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly Guid _tenant = Guid.NewGuid();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task All_state_survives_a_restart()
    {
        string before;
        await using (var server = CreateServer())
        {
            using var http = server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            await FullTenantState.FillAsync(http);
            before = await TakeSnapshotAsync(server);
        }

        await using var again = CreateServer();

        (await TakeSnapshotAsync(again)).Should().Be(before);
    }

    [Fact]
    public async Task A_token_stays_valid_and_a_fault_rule_keeps_its_count()
    {
        string token;
        await using (var server = CreateServer())
        {
            var control = new ControlClient(server.CreateClient(), _tenant);
            token = (await control.PostAsync("tokens")).Json["access_token"]!.GetValue<string>();
            await control.PostAsync("faults", """{"match":{"operation":"P1"},"when":{"next":2},"outcome":{"kind":"tooManyRequests"}}""");
            (await new TrustFrameworkClient(server.CreateClient(), _tenant).GetAsync("policies")).Status.Should().Be(429);
        }

        await using var again = CreateServer().And("MockServer:Auth", "strict");
        var client = new TrustFrameworkClient(again.CreateClient(), _tenant) { Bearer = token };

        (await client.GetAsync("policies")).Status.Should().Be(429);
        (await client.GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_expired_tenant_is_removed_after_a_restart()
    {
        Guid tenant;
        await using (var server = CreateServer())
            tenant = (await new ControlClient(server.CreateClient()).PostAsync("tenants", """{"timeToLive":"PT1M"}""")).Json["id"]!.GetValue<Guid>();

        await using var again = CreateServer();
        var control = new ControlClient(again.CreateClient());
        (await control.GetAsync($"tenants/{tenant}")).Status.Should().Be(200);
        again.Clock.Now += TimeSpan.FromMinutes(1);

        (await control.GetAsync($"tenants/{tenant}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_seed_is_loaded_into_an_empty_tenant_only_and_a_reset_returns_to_it()
    {
        var seed = _folder.CreateSubdirectory("seed").FullName;
        await File.WriteAllTextAsync($"{seed}/a.xml", Policy("B2C_1A_A"));
        await using (var server = CreateServer().And("MockServer:Seed", seed))
        {
            (await ListPoliciesAsync(server)).Should().Equal("B2C_1A_A");
            await new TrustFrameworkClient(server.CreateClient(), FullTenantState.TenantId).PutPolicyAsync("B2C_1A_B", Policy("B2C_1A_B"));
        }

        await using var again = CreateServer().And("MockServer:Seed", seed);

        (await ListPoliciesAsync(again)).Should().Equal("B2C_1A_A", "B2C_1A_B");
        await new ControlClient(again.CreateClient()).PostAsync("reset");
        (await ListPoliciesAsync(again)).Should().Equal("B2C_1A_A");
    }

    private MockServerFactory CreateServer() => MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", $"{_folder.FullName}/store.db");

    private static async Task<string> TakeSnapshotAsync(MockServerFactory server) => (await new ControlClient(server.CreateClient()).GetAsync("snapshot?secrets=true")).Text;

    private static async Task<IEnumerable<string>> ListPoliciesAsync(MockServerFactory server) =>
        (await new TrustFrameworkClient(server.CreateClient(), FullTenantState.TenantId).GetAsync("policies")).Json["value"]!.AsArray().Select(policy => policy!["id"]!.GetValue<string>());
}
