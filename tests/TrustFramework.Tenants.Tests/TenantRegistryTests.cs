using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests;

public sealed class TenantRegistryTests
{
    private static readonly TenantId DefaultId = new(new Guid("00000000-0000-4000-8000-000000000b2c"));

    private readonly InMemoryTenantStore _store = new();

    [Fact]
    public async Task A_tenant_is_found_by_its_id() =>
        (await CreateRegistry().FindAsync("7a2f4b9e-0000-4000-8000-000000000001"))!.Id.ToString().Should().Be("7a2f4b9e-0000-4000-8000-000000000001");

    [Fact]
    public async Task A_domain_always_resolves_to_the_same_tenant_and_becomes_its_domain()
    {
        var tenant = await CreateRegistry().FindAsync("Fabrikam.onmicrosoft.com");

        tenant!.Id.Should().Be((await CreateRegistry().FindAsync("fabrikam.ONMICROSOFT.com"))!.Id).And.NotBe(DefaultId);
        (await tenant.FindDomainAsync()).Should().Be("Fabrikam.onmicrosoft.com");
    }

    [Fact]
    public async Task The_default_tenant_is_found_by_its_configured_or_learned_domain()
    {
        (await CreateRegistry("contoso.com").FindAsync("CONTOSO.com"))!.Id.Should().Be(DefaultId);

        await CreateRegistry().Default.LearnDomainAsync("learned.com");
        (await CreateRegistry().FindAsync("learned.com"))!.Id.Should().Be(DefaultId);
    }

    [Fact]
    public async Task A_tenant_without_a_domain_has_a_derived_domain_that_resolves_to_it()
    {
        var tenant = (await CreateRegistry().FindAsync("7a2f4b9e-0000-4000-8000-000000000001"))!;

        var name = await tenant.GetEffectiveDomainAsync();

        name.Should().Be("b2c7a2f4b9e000040008000000000000001.onmicrosoft.com");
        (await tenant.FindDomainAsync()).Should().BeNull();
        (await CreateRegistry().FindAsync(name.ToUpperInvariant()))!.Id.Should().Be(tenant.Id);
        (await CreateRegistry().Default.GetEffectiveDomainAsync()).Should().Be("b2c00000000000040008000000000000b2c.onmicrosoft.com");
        (await CreateRegistry("contoso.com").Default.GetEffectiveDomainAsync()).Should().Be("contoso.com");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nodots")]
    [InlineData("two words.com")]
    [InlineData("-.com")]
    [InlineData("a..com")]
    [InlineData("a.com\n")]
    [InlineData("\u212A.com")]
    public async Task A_name_that_is_neither_a_GUID_nor_a_domain_is_not_found(string name) => (await CreateRegistry().FindAsync(name)).Should().BeNull();

    [Fact]
    public async Task The_first_learned_domain_is_kept()
    {
        var tenant = CreateRegistry().Default;

        (await tenant.LearnDomainAsync("first.com")).Value.Should().Be("first.com");
        (await tenant.LearnDomainAsync("second.com")).Value.Should().Be("first.com");
    }

    [Fact]
    public async Task A_lookup_writes_nothing()
    {
        var tenant = (await CreateRegistry().FindAsync("fabrikam.com"))!;

        (await tenant.GetEffectiveDomainAsync()).Should().Be("fabrikam.com");
        (await _store.ListTenantsAsync()).Should().BeEmpty();
        (await CreateRegistry().Get(tenant.Id).FindDomainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_new_key_set_stores_the_requested_domain()
    {
        var tenant = (await CreateRegistry().FindAsync("fabrikam.com"))!;

        await tenant.KeySets.CreateAsync("a", []);

        (await CreateRegistry().Get(tenant.Id).FindDomainAsync()).Should().Be("fabrikam.com");
        (await (await CreateRegistry().FindAsync("FABRIKAM.com"))!.FindDomainAsync()).Should().Be("fabrikam.com");
    }

    [Fact]
    public async Task The_default_tenant_does_not_store_its_derived_domain()
    {
        var tenant = (await CreateRegistry().FindAsync(DefaultId.DerivedDomain))!;

        await tenant.KeySets.CreateAsync("a", []);

        tenant.Id.Should().Be(DefaultId);
        (await CreateRegistry().Default.FindDomainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Of_two_first_sign_ins_one_domain_becomes_that_of_the_default_tenant_and_the_other_has_its_own_tenant()
    {
        var registry = CreateRegistry();
        var first = (await registry.FindForSignInAsync("first.com"))!;
        var second = (await registry.FindForSignInAsync("second.com"))!;
        (first.Id, second.Id).Should().Be((DefaultId, DefaultId));

        (await registry.AssignRequestedDomainAsync(first)).Id.Should().Be(DefaultId);
        var owner = await registry.AssignRequestedDomainAsync(second);

        owner.Id.Should().Be(TenantId.FromDomain("second.com"));
        (await registry.Get(owner.Id).FindDomainAsync()).Should().Be("second.com");
        (await registry.Default.FindDomainAsync()).Should().Be("first.com");
    }

    [Fact]
    public async Task The_default_tenant_is_not_assigned_the_domain_of_another_tenant()
    {
        await CreateRegistry().Get(TenantId.FromDomain("other.com")).KeySets.CreateAsync("a", []);

        (await CreateRegistry().Default.LearnDomainAsync("other.com")).Value.Should().Be("other.com");

        (await CreateRegistry().Default.FindDomainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_tenant_over_the_limit_has_its_requested_domain_but_does_not_store_it()
    {
        var full = new InMemoryTenantStore(maxTenants: 1);
        var registry = new TenantRegistry(TestServices.Create(store: full), new DefaultTenant(DefaultId, Domain: null));
        await (await registry.FindAsync("first.com"))!.KeySets.CreateAsync("a", []);

        var second = (await registry.FindAsync("second.com"))!;

        (await second.GetEffectiveDomainAsync()).Should().Be("second.com");
        (await registry.HasCapacityAsync(second)).Should().BeFalse();
        (await second.KeySets.CreateAsync("a", [])).Error.Should().Be(new Refusal.TooManyTenants(1));
        (await full.ListTenantsAsync()).Should().HaveCount(1);
    }

    private TenantRegistry CreateRegistry(string? domain = null) =>
        new(TestServices.Create(store: _store), new DefaultTenant(DefaultId, domain));
}
