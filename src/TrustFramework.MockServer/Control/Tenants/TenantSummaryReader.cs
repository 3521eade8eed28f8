using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Counts what tenants hold.</summary>
internal sealed class TenantSummaryReader(ITenantStore store, TenantRegistry tenants)
{
    public async Task<TenantListResource> ListAsync()
    {
        var list = new List<TenantResource>();
        foreach (var id in (await store.ListTenantsAsync()).Where(id => id != TenantId.Global))
            list.Add(await GetAsync(tenants.Get(id)));
        return new TenantListResource { Value = list };
    }

    /// <summary>404 when it holds nothing.</summary>
    public async Task<IResult> FindAsync(Tenant tenant) => await store.HasRecordsAsync(tenant.Id)
        ? TypedResults.Ok(await GetAsync(tenant))
        : ControlProblem.NotFound($"The tenant {tenant.Id} holds nothing. Any request that stores something brings it into being, and so does POST /_mock/tenants.");

    public async Task<TenantResource> GetAsync(Tenant tenant) => new()
    {
        Id = tenant.Id.Value,
        Domain = await tenant.GetEffectiveDomainAsync(),
        Policies = await tenant.Policies.CountAsync(),
        KeySets = await tenant.KeySets.CountAsync(),
        Expires = (await store.FindAsync<Sandbox>(tenant.Id, Sandbox.OnlyId))?.Expires,
    };
}
