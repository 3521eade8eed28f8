using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Tests.Policies;

public sealed class PolicyRepositoryTests
{
    private readonly Tenant _tenant = TestServices.CreateTenant();

    [Fact]
    public async Task An_id_keeps_the_letter_case_of_its_creation()
    {
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_Mixed"));

        var change = await _tenant.Policies.PutAsync("B2C_1A_MIXED", Policy("b2c_1a_mixed"));

        change.Value.Before!.Id.Should().Be("B2C_1A_Mixed");
        change.Value.After.Id.Should().Be("B2C_1A_Mixed");
        Encoding.UTF8.GetString(change.Value.After.Content.Span).Should().Contain("PolicyId=\"b2c_1a_mixed\"");
    }

    [Fact]
    public async Task A_refused_upload_stores_nothing_and_sets_no_domain()
    {
        await _tenant.Policies.PutAsync("B2C_1A_A", Policy("B2C_1A_A", baseId: "B2C_1A_Missing"));

        (await _tenant.Policies.ListAsync()).Should().BeEmpty();
        (await _tenant.FindDomainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task The_first_accepted_upload_sets_the_tenant_domain()
    {
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_A", tenant: "first.com"));

        var second = await _tenant.Policies.CreateAsync(Policy("B2C_1A_B", tenant: "second.com"));

        second.Error.Should().BeOfType<Refusal.PolicyInvalid>().Which.Result.Findings.Single().Message.Should().Contain("login tenant 'first.com'");
    }

    [Fact]
    public async Task Validation_stores_nothing_and_sets_no_domain()
    {
        var result = await _tenant.Policies.ValidateAsync(Policy("B2C_1A_A"), requestedId: null);

        result.Value.IsValid.Should().BeTrue();
        (await _tenant.Policies.ListAsync()).Should().BeEmpty();
        (await _tenant.FindDomainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_policy_chain_is_loaded_from_the_tenant_as_far_as_its_bases_exist()
    {
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_Base"));
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_Child", baseId: "b2c_1a_BASE"));

        (await _tenant.Policies.FindChainAsync("b2c_1a_child")).Value.PolicyIds.Should().Equal("B2C_1A_Child", "B2C_1A_Base");
        await _tenant.Policies.DeleteAsync("B2C_1A_Base");
        (await _tenant.Policies.FindChainAsync("B2C_1A_Child")).Value.Merge().Should().BeNull();
        (await _tenant.Policies.FindChainAsync("B2C_1A_Base")).Error.Should().BeOfType<Refusal.PolicyNotFound>();
    }

    [Fact]
    public async Task An_upload_must_name_the_requested_domain_and_stores_it()
    {
        var registry = new TenantRegistry(TestServices.Create(), new DefaultTenant(new TenantId(new Guid(7, 0, 0, new byte[8])), Domain: null));
        var requested = (await registry.FindAsync("first.com"))!;

        (await requested.Policies.CreateAsync(Policy("B2C_1A_A", tenant: "second.com"))).Error.Should().BeOfType<Refusal.PolicyInvalid>();
        (await registry.Get(requested.Id).FindDomainAsync()).Should().BeNull();
        (await requested.Policies.CreateAsync(Policy("B2C_1A_A", tenant: "first.com"))).Error.Should().BeNull();

        (await registry.Get(requested.Id).FindDomainAsync()).Should().Be("first.com");
    }

    [Fact]
    public async Task Concurrent_first_uploads_agree_on_one_domain()
    {
        var uploads = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
            await _tenant.Policies.CreateAsync(Policy($"B2C_1A_P{i}", tenant: i % 2 == 0 ? "even.com" : "odd.com")))));

        var domain = await _tenant.FindDomainAsync();
        uploads.Where(upload => upload.Error is null).Select(upload => PolicyReader.Read(upload.Value.After.Content).Value.TenantId).Should().HaveCount(16).And.AllBe(domain);
    }

    [Fact]
    public async Task The_limit_of_200_policies_holds_for_concurrent_uploads()
    {
        var uploads = await Task.WhenAll(Enumerable.Range(0, 220).Select(i => Task.Run(async () =>
            await _tenant.Policies.CreateAsync(Policy($"B2C_1A_P{i}")))));

        uploads.Count(upload => upload.Error is Refusal.TooManyPolicies).Should().Be(20);
        var stored = await _tenant.Policies.ListAsync();
        stored.Should().HaveCount(200);
        (await _tenant.Policies.PutAsync(stored[0].Id, Policy(stored[0].Id))).Error.Should().BeNull("an existing policy can still be replaced");
    }

    [Fact]
    public async Task Deleting_a_base_policy_keeps_its_children()
    {
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_Base"));
        await _tenant.Policies.CreateAsync(Policy("B2C_1A_Child", baseId: "B2C_1A_Base"));

        (await _tenant.Policies.DeleteAsync("b2c_1a_base")).Error.Should().BeNull();

        (await _tenant.Policies.ListAsync()).Select(policy => policy.Id).Should().Equal("B2C_1A_Child");
        (await _tenant.Policies.DeleteAsync("B2C_1A_Base")).Error.Should().BeOfType<Refusal.PolicyNotFound>();
    }

    private static byte[] Policy(string id, string? baseId = null, string tenant = "contoso.com") => Encoding.UTF8.GetBytes(
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="{tenant}" PolicyId="{id}">
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}
        </TrustFrameworkPolicy>
        """);
}
