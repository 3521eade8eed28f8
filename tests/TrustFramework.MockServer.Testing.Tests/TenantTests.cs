using System.Net;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Testing.Tenants;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class TenantTests(ServerFixture mock) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Tenants_are_isolated()
    {
        var (mine, other) = (await mock.Server.CreateTenantAsync(), await mock.Server.CreateTenantAsync());

        await mine.UploadAsync("B2C_1A_Base");

        (await mine.ReadAsync()).Policies.Should().Be(1);
        (await other.ReadAsync()).Policies.Should().Be(0);
        (await other.Journal.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Tenant_is_created_with_the_given_options()
    {
        var id = Guid.NewGuid();

        var tenant = await mock.Server.CreateTenantAsync(new TenantOptions { Id = id, Domain = "fabrikam.onmicrosoft.com", TimeToLive = TimeSpan.FromHours(1) });

        (tenant.Id, tenant.Domain, tenant.Expires).Should().Be((id, "fabrikam.onmicrosoft.com", (await tenant.ReadAsync()).Expires));
        tenant.Expires.Should().NotBeNull();
        var again = () => mock.Server.CreateTenantAsync(new TenantOptions { Id = id });
        var refused = await ((Func<Task>)again).ShouldRefuseAsync("already");
        (refused.StatusCode, refused.Problem!.Status, refused.Problem.Title).Should().Be((HttpStatusCode.Conflict, 409, "Conflict"));
    }

    [Fact]
    public async Task Disposing_a_tenant_deletes_it()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");

        await tenant.DisposeAsync();

        (await mock.Server.ListTenantsAsync()).Should().NotContain(one => one.Id == tenant.Id);
    }

    [Fact]
    public async Task Client_has_the_given_permissions_or_all()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        using var reader = tenant.CreateClient("Policy.Read.All");
        using var all = tenant.CreateClient();

        (await reader.StatusAsync("trustFramework/policies")).Should().Be(200);
        (await reader.StatusAsync("trustFramework/keySets")).Should().Be(403);
        (await all.StatusAsync("trustFramework/keySets")).Should().Be(200);
    }

    [Fact]
    public async Task Client_token_does_not_expire()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        using var client = tenant.CreateClient();

        foreach (var year in new[] { 2000, 2500 })
        {
            await tenant.Clock.SetAsync(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
            (await client.StatusAsync("trustFramework/policies")).Should().Be(200);
        }
    }

    [Fact]
    public async Task Valid_and_invalid_tokens_can_be_issued()
    {
        var tenant = await mock.Server.CreateTenantAsync();

        var right = await tenant.IssueTokenAsync(new TokenRequest { User = "reader", Roles = ["Global Reader"], Lifetime = TimeSpan.FromDays(1) });
        var wrong = await tenant.IssueTokenAsync(new TokenRequest { Wrong = TokenDefect.Audience, Claims = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["extra"] = 1, ["ver"] = null } });

        (right.ExpiresIn, right.Claims["tid"]!.GetValue<string>()).Should().Be((86400, tenant.Id.ToString()));
        (wrong.Claims["aud"]!.GetValue<string>(), wrong.Claims["extra"]!.GetValue<int>(), wrong.Claims.ContainsKey("ver")).Should().Be(("https://management.azure.com", 1, false));
        right.ToString().Should().NotContain(right.AccessToken);
    }

    [Fact]
    public async Task Reset_restores_a_folder_seed()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        var folder = new DirectoryInfo(Path.Combine(MockServer.Tests.RepositoryPaths.Root, "docker", "seed"));
        var seeded = await tenant.SeedAsync(folder);
        seeded.Policies.Should().Be(folder.GetFiles("*.xml").Length);

        await tenant.SeedAsync(new SeedDocument());
        (await tenant.ReadAsync()).Policies.Should().Be(0);
        await tenant.SeedAsync(folder);
        await tenant.ResetAsync();

        (await tenant.ReadAsync()).Should().BeEquivalentTo(seeded);
        await tenant.ForgetSeedAsync();
        await tenant.ResetAsync(ResetParts.State);
        (await tenant.ReadAsync()).Policies.Should().Be(0);
    }

    [Fact]
    public async Task Seed_contains_users_and_applications()
    {
        var tenant = await mock.Server.CreateTenantAsync(new TenantOptions { Domain = "contoso.onmicrosoft.com" });

        await tenant.SeedAsync(new SeedDocument
        {
            Users = [SeedUser.WithEmail("jane@example.com", "P@ssword!1", tenant.Domain, "Jane") with { Id = Guid.NewGuid() }],
            Applications =
            [
                new SeedApplication
                {
                    AppId = "web",
                    DisplayName = "Web",
                    Web = new SeedWebApplication { RedirectUris = ["https://localhost/back"], LogoutUrl = new Uri("https://localhost/out"), ImplicitGrantSettings = new SeedImplicitGrant(EnableIdTokenIssuance: true) },
                    Spa = new SeedRedirectUris("http://localhost:3000"),
                    PasswordCredentials = [new SeedClientSecret("secret") { DisplayName = "one" }],
                    Other = { ["notes"] = System.Text.Json.JsonSerializer.SerializeToElement("a") },
                },
            ],
        });

        using var graph = tenant.CreateClient();
        (await graph.GetStringAsync(new Uri("users?$select=displayName", UriKind.Relative))).Should().Contain("[{\"displayName\":\"Jane\"}]");
        (await graph.GetStringAsync(new Uri("applications?$filter=appId eq 'web'&$select=spa", UriKind.Relative))).Should().Contain("http://localhost:3000");
        var snapshot = await tenant.TakeSnapshotAsync(withSecrets: true);
        snapshot.Should().NotContain("P@ssword!1").And.NotContain("\"secret\"");
    }

    [Fact]
    public async Task Invalid_seed_throws_with_the_reason()
    {
        var tenant = await mock.Server.CreateTenantAsync();

        var seed = () => tenant.SeedAsync(SeedDocument.Of(TestPolicies.Policy("B2C_1A_Leaf", tenant.Domain, "B2C_1A_Base")));

        (await ((Func<Task>)seed).ShouldRefuseAsync("B2C_1A_Leaf")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Reset_clears_only_the_given_parts()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.Clock.FreezeAsync();

        await tenant.ResetAsync(ResetParts.Journal | ResetParts.Clock);

        (await tenant.Journal.ListAsync()).Should().BeEmpty();
        (await tenant.Clock.ReadAsync()).Frozen.Should().BeFalse();
        (await tenant.ReadAsync()).Policies.Should().Be(1);
    }

    [Fact]
    public async Task Snapshot_contains_secrets_only_on_request()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.SeedAsync(new SeedDocument { KeySets = [new SeedKeySet { Id = "Secret", Keys = [new SeedKey { K = "top secret", Use = "sig" }] }] });

        var (without, with) = (await tenant.TakeSnapshotAsync(), await tenant.TakeSnapshotAsync(withSecrets: true));

        with.Length.Should().BeGreaterThan(without.Length);
        await tenant.RestoreAsync(with);
        (await tenant.TakeSnapshotAsync(withSecrets: true)).Should().Be(with);
    }

    [Fact]
    public async Task Policies_can_be_merged_graphed_and_validated()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.UploadAsync("B2C_1A_Leaf", "B2C_1A_Base");

        (await tenant.Policies.EffectiveAsync("B2C_1A_Leaf")).Should().Contain("PolicyId=\"B2C_1A_Leaf\"");
        (await tenant.Policies.GraphAsync("B2C_1A_Leaf")).Should().Contain("B2C_1A_Base");
        var result = await tenant.Policies.ValidateAsync(TestPolicies.Policy("B2C_1A_Other", tenant.Domain), id: "B2C_1A_Another");
        (result.Accepted, result.Findings.Count).Should().Be((false, 1));
        var missing = () => tenant.Policies.EffectiveAsync("B2C_1A_Nowhere");
        (await ((Func<Task>)missing).ShouldRefuseAsync("B2C_1A_Nowhere")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }
}
