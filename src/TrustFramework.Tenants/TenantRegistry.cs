using System.Text.RegularExpressions;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>The tenant of callers that name no tenant.</summary>
/// <param name="Domain">Null: the tenant learns it from the first accepted upload or the first sign-in by a domain.</param>
public sealed record DefaultTenant(TenantId Id, string? Domain);

/// <summary>Finds tenants by name. Tenants need no set-up: every valid name resolves to one. A lookup never writes.</summary>
public sealed partial class TenantRegistry(TenantServices services, DefaultTenant defaultTenant)
{
    public Tenant Default => Get(defaultTenant.Id);

    public Tenant Get(TenantId id) => Create(id, name: null);

    /// <summary>
    /// The tenant with this GUID or domain name; null when <paramref name="name"/> is neither. A domain name resolves to the default tenant if
    /// the default tenant has that domain, otherwise to a separate tenant whose id is computed from the domain. [I]
    /// </summary>
    public async ValueTask<Tenant?> FindAsync(string name) =>
        await ResolveIdAsync(name) is { } id ? Create(id, name) : null;

    /// <summary>
    /// The tenant that a sign-in by this GUID or domain name is for. As long as the default tenant has no domain, a domain name that no other tenant
    /// uses resolves to the default tenant, so that a tool that signs in by a domain and a request that names no tenant share one. [I]
    /// <see cref="AssignRequestedDomainAsync"/> assigns the domain; this lookup does not.
    /// </summary>
    public async ValueTask<Tenant?> FindForSignInAsync(string name)
    {
        if (await FindAsync(name) is not { } tenant)
            return null;
        return tenant.RequestedDomain is not null && tenant.Id != defaultTenant.Id && await Default.FindDomainAsync() is null && !await services.Store.HasRecordsAsync(tenant.Id)
            ? Create(defaultTenant.Id, name)
            : tenant;
    }

    /// <summary>
    /// Assigns the domain by which a sign-in requested the tenant, unless the tenant has a domain. Tokens name the tenant by its GUID only, so
    /// later requests cannot supply the domain.
    /// </summary>
    /// <returns>
    /// The tenant that has the domain: another one when a concurrent sign-in by another domain assigned the default tenant's domain first.
    /// </returns>
    public async ValueTask<Tenant> AssignRequestedDomainAsync(Tenant tenant)
    {
        await tenant.SaveRequestedDomainAsync();
        if (tenant.RequestedDomain is not { } domain || await FindForSignInAsync(domain) is not { } owner || owner.Id == tenant.Id)
            return tenant;
        await owner.SaveRequestedDomainAsync();
        return owner;
    }

    /// <summary>Whether the tenant contains a record already or the limit on tenants allows one more.</summary>
    public ValueTask<bool> HasCapacityAsync(Tenant tenant) => services.Store.HasCapacityAsync(tenant.Id);

    /// <summary>The current time in the tenant with this GUID or domain name. Null is the default tenant; an invalid name gives the global time.</summary>
    public async ValueTask<DateTimeOffset> GetUtcNowAsync(string? name) =>
        await services.Clocks.GetUtcNowAsync(name is null ? defaultTenant.Id : await ResolveIdAsync(name) ?? TenantId.Global);

    private Tenant Create(TenantId id, string? name)
    {
        var requestedDomain = Guid.TryParse(name, out _) || id.DerivedDomain.Equals(name, StringComparison.OrdinalIgnoreCase) ? null : name;
        return new Tenant(id, id == defaultTenant.Id ? defaultTenant : null, requestedDomain, services);
    }

    private async ValueTask<TenantId?> ResolveIdAsync(string name)
    {
        if (Guid.TryParse(name, out var id))
            return new TenantId(id) is var tenant && tenant != TenantId.Global ? tenant : null;
        if (name.Length > 253 || !DomainNamePattern().IsMatch(name))
            return null;
        return string.Equals(await Default.FindDomainAsync(), name, StringComparison.OrdinalIgnoreCase) ? defaultTenant.Id : TenantId.FromDomain(name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DomainNamePattern();
}
