using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Reads the domain, the expiry and the record counts of tenants.</summary>
internal sealed class TenantSummaryReader(ITenantStore store, TenantRegistry tenants)
{
    public async Task<TenantListResource> ListAsync()
    {
        var list = new List<TenantResource>();
        foreach (var id in (await store.ListTenantsAsync()).Where(id => id != TenantId.Global))
            list.Add(await GetAsync(tenants.Get(id)));
        return new TenantListResource { Value = list };
    }

    /// <summary>Returns 404 when the tenant holds no data.</summary>
    public async Task<IResult> FindAsync(Tenant tenant) => await store.HasRecordsAsync(tenant.Id)
        ? TypedResults.Ok(await GetAsync(tenant))
        : ControlProblem.NotFound($"Tenant {tenant.Id} holds no data. Create it with POST /_mock/tenants, or store something in it.");

    public async Task<TenantResource> GetAsync(Tenant tenant) => new()
    {
        Id = tenant.Id.Value,
        Domain = await tenant.GetEffectiveDomainAsync(),
        Policies = await tenant.Policies.CountAsync(),
        KeySets = await tenant.KeySets.CountAsync(),
        Expires = (await store.FindAsync<Sandbox>(tenant.Id, Sandbox.OnlyId))?.Expires,
    };
}
