using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.Control.Tenants;

/// <summary>The default tenant and a tenant that a tool names by its domain are one, unless somebody asks for two.</summary>
public sealed class DefaultTenantDomainTests
{
    private const string Domain = "contoso.onmicrosoft.com";
    private const string PermissionNames = "Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All";

    [Fact]
    public async Task Keys_of_a_permission_name_and_policies_of_a_tool_that_signs_in_by_domain_are_in_one_tenant()
    {
        await using var server = new MockServerFactory();
        var script = new TrustFrameworkClient(server.CreateClient(), Guid.NewGuid()) { Bearer = PermissionNames };
        await script.PostAsync("keySets", """{"id":"Secret"}""");

        var tool = await SignInAsync(server, Domain);

        (await tool.GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(200);
        (await tool.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: Domain))).Status.Should().Be(201);
        (await script.GetAsync("policies/B2C_1A_A")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_second_domain_is_another_tenant()
    {
        await using var server = new MockServerFactory();
        var first = await SignInAsync(server, Domain);
        var second = await SignInAsync(server, "fabrikam.onmicrosoft.com");

        await first.PostAsync("keySets", """{"id":"Secret"}""");

        (await second.GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(400);
        (await (await SignInAsync(server, Domain.ToUpperInvariant())).GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Parallel_first_sign_ins_by_several_domains_get_a_tenant_each()
    {
        await using var server = new MockServerFactory();

        var clients = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => SignInAsync(server, $"tenant{number}.onmicrosoft.com")));

        await Task.WhenAll(clients.Select((client, number) => client.PostAsync("keySets", $$"""{"id":"Set{{number}}"}""")));
        foreach (var client in clients)
            (await client.GetAsync("keySets/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task A_configured_domain_and_a_tenant_with_data_are_not_joined()
    {
        await using var configured = MockServerFactory.With("MockServer:DefaultTenantDomain", "fabrikam.onmicrosoft.com");
        await using var seeded = new MockServerFactory();
        await new ControlClient(seeded.CreateClient()).PutAsync($"tenants/{Domain}/seed", """{"keySets":[{"id":"Own"}]}""");

        foreach (var server in new[] { configured, seeded })
        {
            var script = new TrustFrameworkClient(server.CreateClient(), Guid.NewGuid()) { Bearer = PermissionNames };
            await script.PostAsync("keySets", """{"id":"Secret"}""");
            (await (await SignInAsync(server, Domain)).GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(400);
        }
    }

    [Fact]
    public async Task A_tenant_that_is_reset_or_seeded_by_its_domain_keeps_the_domain()
    {
        await using var server = new MockServerFactory();
        var signedIn = await SignInAsync(server, Domain);
        var control = new ControlClient(server.CreateClient());

        await control.PostAsync($"tenants/{Domain}/reset", "{}");
        await control.PostAsync($"tenants/{Domain}/faults", """{"outcome":{"kind":"serviceUnavailable"},"when":{"next":1}}""");
        (await signedIn.GetAsync("keySets")).Status.Should().Be(503);

        await control.PutAsync($"tenants/{Domain}/seed", """{"keySets":[{"id":"Seeded"}]}""");
        (await signedIn.GetAsync("keySets/B2C_1A_Seeded")).Status.Should().Be(200);
        (await control.GetAsync($"tenants/{Domain}")).Json["keySets"]!.GetValue<int>().Should().Be(1);
        (await (await SignInAsync(server, "fabrikam.onmicrosoft.com")).GetAsync("keySets/B2C_1A_Seeded")).Status.Should().Be(400);
    }

    [Fact]
    public async Task An_upload_to_the_default_tenant_does_not_take_the_domain_of_another_tenant()
    {
        await using var server = new MockServerFactory();
        await new ControlClient(server.CreateClient()).PutAsync($"tenants/{Domain}/seed", """{"keySets":[{"id":"Own"}]}""");
        var script = new TrustFrameworkClient(server.CreateClient(), Guid.NewGuid()) { Bearer = PermissionNames };

        (await script.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: Domain))).Status.Should().Be(201);

        (await (await SignInAsync(server, Domain)).GetAsync("keySets/B2C_1A_Own")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_refused_sign_in_does_not_assign_its_domain()
    {
        await using var server = new MockServerFactory();
        var script = new TrustFrameworkClient(server.CreateClient(), Guid.NewGuid()) { Bearer = PermissionNames };
        await script.PostAsync("keySets", """{"id":"Secret"}""");

        await new LoginClient(server, "fabrikam.onmicrosoft.com").PostAsync("oauth2/v2.0/token", ("grant_type", "authorization_code"), ("client_id", "app"), ("code", "unknown"));

        (await (await SignInAsync(server, Domain)).GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_missing_key_set_that_another_tenant_has_is_named_in_the_hint()
    {
        await using var server = new MockServerFactory();
        var script = new TrustFrameworkClient(server.CreateClient(), Guid.NewGuid()) { Bearer = PermissionNames };
        await script.PostAsync("keySets", """{"id":"Secret"}""");
        var other = server.NewTenant();

        await other.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", innerXml:
            """
            <ClaimsProviders><ClaimsProvider><DisplayName>P</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
              <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Secret" /></CryptographicKeys>
            </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            """));

        var entry = (await new ControlClient(server.CreateClient(), other.Tenant).GetAsync("journal?status=400")).Json["entries"]!.AsArray().Single()!;
        entry["refusal"]!["hint"]!.GetValue<string>().Should()
            .StartWith("The key set 'B2C_1A_Secret' exists in tenant 00000000-0000-4000-8000-000000000b2c, but the policy was sent to tenant ").And.Contain($"{other.Tenant}");
    }

    private static async Task<TrustFrameworkClient> SignInAsync(MockServerFactory server, string domain)
    {
        var login = new LoginClient(server, domain);
        var token = await login.TokenAsync(("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s"), ("scope", LoginClient.DefaultScope));
        return login.CreateGraphClient(token);
    }
}
