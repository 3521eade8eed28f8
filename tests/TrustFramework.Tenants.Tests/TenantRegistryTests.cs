using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests;

public sealed class TenantRegistryTests
{
    private static readonly TenantId DefaultId = new(new Guid("00000000-0000-4000-8000-000000000b2c"));

    private readonly InMemoryTenantStore _store = new();

    [Fact]
    public async Task A_tenant_is_called_by_its_id() =>
        (await Registry().FindOrCreateAsync("7a2f4b9e-0000-4000-8000-000000000001"))!.Id.ToString().Should().Be("7a2f4b9e-0000-4000-8000-000000000001");

    [Fact]
    public async Task A_domain_always_leads_to_the_same_tenant_and_is_its_own()
    {
        var tenant = await Registry().FindOrCreateAsync("Fabrikam.onmicrosoft.com");

        tenant!.Id.Should().Be((await Registry().FindOrCreateAsync("fabrikam.ONMICROSOFT.com"))!.Id).And.NotBe(DefaultId);
        (await tenant.FindDomainAsync()).Should().Be("Fabrikam.onmicrosoft.com");
    }

    [Fact]
    public async Task The_domain_of_the_default_tenant_leads_to_it_whether_configured_or_learned()
    {
        (await Registry("contoso.com").FindOrCreateAsync("CONTOSO.com"))!.Id.Should().Be(DefaultId);

        await Registry().Default.LearnDomainAsync("learned.com");
        (await Registry().FindOrCreateAsync("learned.com"))!.Id.Should().Be(DefaultId);
    }

    [Fact]
    public async Task A_tenant_without_a_domain_is_called_by_one_that_leads_back_to_it_and_is_not_its_own()
    {
        var tenant = (await Registry().FindOrCreateAsync("7a2f4b9e-0000-4000-8000-000000000001"))!;

        var name = await tenant.GetEffectiveDomainAsync();

        name.Should().Be("b2c7a2f4b9e000040008000000000000001.onmicrosoft.com");
        (await tenant.FindDomainAsync()).Should().BeNull();
        (await Registry().FindOrCreateAsync(name.ToUpperInvariant()))!.Id.Should().Be(tenant.Id);
        (await Registry().Default.GetEffectiveDomainAsync()).Should().Be("b2c00000000000040008000000000000b2c.onmicrosoft.com");
        (await Registry("contoso.com").Default.GetEffectiveDomainAsync()).Should().Be("contoso.com");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nodots")]
    [InlineData("two words.com")]
    [InlineData("-.com")]
    [InlineData("a..com")]
    [InlineData("a.com\n")]
    [InlineData("\u212A.com")]
    public async Task What_is_neither_names_no_tenant(string name) => (await Registry().FindOrCreateAsync(name)).Should().BeNull();

    [Fact]
    public async Task The_first_domain_stays()
    {
        var tenant = Registry().Default;

        (await tenant.LearnDomainAsync("first.com")).Value.Should().Be("first.com");
        (await tenant.LearnDomainAsync("second.com")).Value.Should().Be("first.com");
    }

    [Fact]
    public async Task A_tenant_that_finds_no_room_is_called_by_its_domain_and_keeps_none()
    {
        var full = new InMemoryTenantStore(maxTenants: 1);
        var registry = new TenantRegistry(Worlds.New(store: full), new DefaultTenant(DefaultId, Domain: null));
        await registry.FindOrCreateAsync("first.com");

        var second = (await registry.FindOrCreateAsync("second.com"))!;

        (await second.GetEffectiveDomainAsync()).Should().Be("second.com");
        (await registry.HasCapacityAsync(second)).Should().BeFalse();
        (await second.LearnDomainAsync("third.com")).Refusal.Should().Be(new Refusal.TooManyTenants(1));
        (await full.ListTenantsAsync()).Should().HaveCount(1);
    }

    private TenantRegistry Registry(string? domain = null) =>
        new(Worlds.New(store: _store), new DefaultTenant(DefaultId, domain));
}
